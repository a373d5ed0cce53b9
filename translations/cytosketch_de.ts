<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;New…</source>
        <translation>&amp;Neu …</translation>
    </message>
    <message>
        <source>Start an empty sketch.</source>
        <translation>Eine leere Skizze beginnen.</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Open a sketch.</source>
        <translation>Eine Skizze öffnen.</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Save the sketch.</source>
        <translation>Die Skizze speichern.</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>Speichern &amp;unter …</translation>
    </message>
    <message>
        <source>Save the sketch under another name.</source>
        <translation>Die Skizze unter anderem Namen speichern.</translation>
    </message>
    <message>
        <source>&amp;Export Image and Labels…</source>
        <translation>Bild und Labels &amp;exportieren …</translation>
    </message>
    <message>
        <source>Write the generated image, its labels and everything needed to make it again.</source>
        <translation>Das erzeugte Bild, seine Labels und alles schreiben, was es noch einmal entstehen lässt.</translation>
    </message>
    <message>
        <source>Save Se&amp;ttings…</source>
        <translation>Eins&amp;tellungen speichern …</translation>
    </message>
    <message>
        <source>Write the settings of the Generate panel; the command line reads them too.</source>
        <translation>Die Einstellungen aus „Erzeugen“ schreiben; auch die Kommandozeile liest sie.</translation>
    </message>
    <message>
        <source>Loa&amp;d Settings…</source>
        <translation>Einstellungen la&amp;den …</translation>
    </message>
    <message>
        <source>Read settings that this window or the command line has written.</source>
        <translation>Einstellungen lesen, die dieses Fenster oder die Kommandozeile geschrieben hat.</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Close the program.</source>
        <translation>Das Programm schließen.</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Take back the last change.</source>
        <translation>Die letzte Änderung zurücknehmen.</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Do again what was taken back.</source>
        <translation>Das Zurückgenommene noch einmal tun.</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>Select every cell.</source>
        <translation>Jede Zelle auswählen.</translation>
    </message>
    <message>
        <source>Select &amp;None</source>
        <translation>&amp;Nichts auswählen</translation>
    </message>
    <message>
        <source>Select no cell.</source>
        <translation>Keine Zelle auswählen.</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>&amp;Vorlieben …</translation>
    </message>
    <message>
        <source>Language, colours of the window, safety copies.</source>
        <translation>Sprache, Farben des Fensters, Sicherheitskopien.</translation>
    </message>
    <message>
        <source>&amp;Keys…</source>
        <translation>&amp;Tasten …</translation>
    </message>
    <message>
        <source>See and change the keys of all commands.</source>
        <translation>Die Tasten aller Befehle ansehen und ändern.</translation>
    </message>
    <message>
        <source>&amp;Find Command…</source>
        <translation>Befehl &amp;finden …</translation>
    </message>
    <message>
        <source>Find a command by typing part of its name.</source>
        <translation>Einen Befehl finden, indem man einen Teil seines Namens tippt.</translation>
    </message>
    <message>
        <source>&amp;Select and Move</source>
        <translation>Au&amp;swählen und bewegen</translation>
    </message>
    <message>
        <source>Select cells and move them.</source>
        <translation>Zellen auswählen und bewegen.</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>&amp;Pinsel</translation>
    </message>
    <message>
        <source>Paint the current cell, or a new one if none is selected.</source>
        <translation>An der aktuellen Zelle malen, oder an einer neuen, wenn keine ausgewählt ist.</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>&amp;Radierer</translation>
    </message>
    <message>
        <source>Erase from the current cell.</source>
        <translation>Von der aktuellen Zelle wegnehmen.</translation>
    </message>
    <message>
        <source>E&amp;llipse</source>
        <translation>E&amp;llipse</translation>
    </message>
    <message>
        <source>Draw a cell as an ellipse.</source>
        <translation>Eine Zelle als Ellipse zeichnen.</translation>
    </message>
    <message>
        <source>&amp;Outline</source>
        <translation>&amp;Umriss</translation>
    </message>
    <message>
        <source>Draw a cell by its outline, freehand or point by point.</source>
        <translation>Eine Zelle durch ihren Umriss zeichnen, freihändig oder Punkt für Punkt.</translation>
    </message>
    <message>
        <source>&amp;Fill</source>
        <translation>&amp;Füllen</translation>
    </message>
    <message>
        <source>Fill an enclosed area.</source>
        <translation>Eine umschlossene Fläche füllen.</translation>
    </message>
    <message>
        <source>P&amp;ick</source>
        <translation>Au&amp;fnehmen</translation>
    </message>
    <message>
        <source>Pick the cell under the mouse; Ctrl+click does it with any tool.</source>
        <translation>Die Zelle unter der Maus aufnehmen; Strg+Klick tut das mit jedem Werkzeug.</translation>
    </message>
    <message>
        <source>Lar&amp;ger Brush</source>
        <translation>&amp;Größerer Pinsel</translation>
    </message>
    <message>
        <source>Make brush and eraser larger.</source>
        <translation>Pinsel und Radierer größer machen.</translation>
    </message>
    <message>
        <source>S&amp;maller Brush</source>
        <translation>&amp;Kleinerer Pinsel</translation>
    </message>
    <message>
        <source>Make brush and eraser smaller.</source>
        <translation>Pinsel und Radierer kleiner machen.</translation>
    </message>
    <message>
        <source>S&amp;wap Brush and Eraser</source>
        <translation>Pinsel und Radierer &amp;wechseln</translation>
    </message>
    <message>
        <source>Go from the brush to the eraser and back.</source>
        <translation>Vom Pinsel zum Radierer und zurück.</translation>
    </message>
    <message>
        <source>Preser&amp;ve Other Cells</source>
        <translation>Andere Zellen &amp;schützen</translation>
    </message>
    <message>
        <source>Paint never covers other cells of the same kind.</source>
        <translation>Farbe bedeckt nie andere Zellen derselben Art.</translation>
    </message>
    <message>
        <source>&amp;Side by Side</source>
        <translation>&amp;Nebeneinander</translation>
    </message>
    <message>
        <source>Sketch on the left, generated image on the right.</source>
        <translation>Links die Skizze, rechts das erzeugte Bild.</translation>
    </message>
    <message>
        <source>&amp;Overlay</source>
        <translation>Ü&amp;berlagerung</translation>
    </message>
    <message>
        <source>Generated image in green with the sketch in red over it.</source>
        <translation>Das erzeugte Bild in Grün, darüber die Skizze in Rot.</translation>
    </message>
    <message>
        <source>Nois&amp;y</source>
        <translation>&amp;Verrauscht</translation>
    </message>
    <message>
        <source>Sketch on the left, on the right what the network starts from.</source>
        <translation>Links die Skizze, rechts, womit das Netz beginnt.</translation>
    </message>
    <message>
        <source>&amp;Generated Only</source>
        <translation>Nur das &amp;erzeugte Bild</translation>
    </message>
    <message>
        <source>The generated image alone.</source>
        <translation>Das erzeugte Bild allein.</translation>
    </message>
    <message>
        <source>&amp;Compare Two Runs</source>
        <translation>&amp;Zwei Läufe vergleichen</translation>
    </message>
    <message>
        <source>Two runs side by side: select two in the Runs panel.</source>
        <translation>Zwei Läufe nebeneinander: zwei in der Liste der Läufe auswählen.</translation>
    </message>
    <message>
        <source>Out&amp;lines</source>
        <translation>&amp;Umrisse</translation>
    </message>
    <message>
        <source>Show or hide the outlines of the cells.</source>
        <translation>Die Umrisse der Zellen zeigen oder verbergen.</translation>
    </message>
    <message>
        <source>Cells in Their G&amp;reys</source>
        <translation>Zellen in ihren &amp;Grauwerten</translation>
    </message>
    <message>
        <source>Show the cells in their greys instead of in colours.</source>
        <translation>Die Zellen in ihren Grauwerten statt in Farben zeigen.</translation>
    </message>
    <message>
        <source>Show &amp;Whole Image</source>
        <translation>&amp;Ganzes Bild zeigen</translation>
    </message>
    <message>
        <source>Fit the image into the window.</source>
        <translation>Das Bild ins Fenster einpassen.</translation>
    </message>
    <message>
        <source>&amp;Actual Size</source>
        <translation>&amp;Originalgröße</translation>
    </message>
    <message>
        <source>One image pixel per pixel of the screen.</source>
        <translation>Ein Bildpixel je Pixel des Schirms.</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Enlarge both views.</source>
        <translation>Beide Ansichten vergrößern.</translation>
    </message>
    <message>
        <source>Zoom O&amp;ut</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Reduce both views.</source>
        <translation>Beide Ansichten verkleinern.</translation>
    </message>
    <message>
        <source>Auto Contras&amp;t</source>
        <translation>&amp;Automatischer Kontrast</translation>
    </message>
    <message>
        <source>Set the limits of the generated image&apos;s display by its darkest and brightest pixels.</source>
        <translation>Die Grenzen der Anzeige nach den dunkelsten und hellsten Pixeln des erzeugten Bildes stellen.</translation>
    </message>
    <message>
        <source>Contrast…</source>
        <translation>Kontrast …</translation>
    </message>
    <message>
        <source>Limits, gamma and colours of the generated image&apos;s display.</source>
        <translation>Grenzen, Gamma und Farben der Anzeige des erzeugten Bildes.</translation>
    </message>
    <message>
        <source>I&amp;mages Only</source>
        <translation>Nur die B&amp;ilder</translation>
    </message>
    <message>
        <source>Hide all panels and bars.</source>
        <translation>Alle Tafeln und Leisten verbergen.</translation>
    </message>
    <message>
        <source>&amp;New Cell</source>
        <translation>&amp;Neue Zelle</translation>
    </message>
    <message>
        <source>What is painted next is a new cell.</source>
        <translation>Was als Nächstes gemalt wird, ist eine neue Zelle.</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Verdoppeln</translation>
    </message>
    <message>
        <source>Copy the selected cells.</source>
        <translation>Die ausgewählten Zellen kopieren.</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Remove the selected cells.</source>
        <translation>Die ausgewählten Zellen entfernen.</translation>
    </message>
    <message>
        <source>&amp;Merge</source>
        <translation>Ver&amp;schmelzen</translation>
    </message>
    <message>
        <source>Make one cell of the selected ones.</source>
        <translation>Aus den ausgewählten Zellen eine machen.</translation>
    </message>
    <message>
        <source>Fill &amp;Holes</source>
        <translation>Löc&amp;her füllen</translation>
    </message>
    <message>
        <source>Fill what the selected cells enclose.</source>
        <translation>Füllen, was die ausgewählten Zellen umschließen.</translation>
    </message>
    <message>
        <source>Bring to &amp;Front</source>
        <translation>Nach &amp;vorn</translation>
    </message>
    <message>
        <source>Put the selected cells above all others of their kind.</source>
        <translation>Die ausgewählten Zellen über alle anderen ihrer Art legen.</translation>
    </message>
    <message>
        <source>Send to &amp;Back</source>
        <translation>Nach &amp;hinten</translation>
    </message>
    <message>
        <source>Put the selected cells below all others of their kind.</source>
        <translation>Die ausgewählten Zellen unter alle anderen ihrer Art legen.</translation>
    </message>
    <message>
        <source>Ne&amp;xt Cell</source>
        <translation>Nä&amp;chste Zelle</translation>
    </message>
    <message>
        <source>Select the next cell.</source>
        <translation>Die nächste Zelle auswählen.</translation>
    </message>
    <message>
        <source>&amp;Previous Cell</source>
        <translation>Vo&amp;rige Zelle</translation>
    </message>
    <message>
        <source>Select the previous cell.</source>
        <translation>Die vorige Zelle auswählen.</translation>
    </message>
    <message>
        <source>&amp;Generate</source>
        <translation>&amp;Erzeugen</translation>
    </message>
    <message>
        <source>Turn the sketch into an image; while it runs, cancel it.</source>
        <translation>Aus der Skizze ein Bild machen; während es läuft, abbrechen.</translation>
    </message>
    <message>
        <source>Generate with a &amp;New Seed</source>
        <translation>Mit &amp;neuem Startwert erzeugen</translation>
    </message>
    <message>
        <source>Another image of the same cells.</source>
        <translation>Ein anderes Bild derselben Zellen.</translation>
    </message>
    <message>
        <source>New &amp;Seed</source>
        <translation>Neuer &amp;Startwert</translation>
    </message>
    <message>
        <source>Choose a seed by chance.</source>
        <translation>Einen zufälligen Startwert wählen.</translation>
    </message>
    <message>
        <source>&amp;Load Model…</source>
        <translation>Modell &amp;laden …</translation>
    </message>
    <message>
        <source>Use a model file from elsewhere.</source>
        <translation>Eine Modelldatei von anderswo benutzen.</translation>
    </message>
    <message>
        <source>&amp;Default Settings</source>
        <translation>&amp;Vorgaben</translation>
    </message>
    <message>
        <source>Set everything in the Generate panel to its default.</source>
        <translation>Alles unter „Erzeugen“ auf die Vorgabe setzen.</translation>
    </message>
    <message>
        <source>&amp;Manual</source>
        <translation>&amp;Handbuch</translation>
    </message>
    <message>
        <source>Show the manual.</source>
        <translation>Das Handbuch zeigen.</translation>
    </message>
    <message>
        <source>&amp;About CytoSketch</source>
        <translation>Ü&amp;ber CytoSketch</translation>
    </message>
    <message>
        <source>Version, licence and libraries.</source>
        <translation>Version, Lizenz und Bibliotheken.</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Cell</source>
        <translation>&amp;Zelle</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;3D</source>
        <translation>&amp;3D</translation>
    </message>
    <message>
        <source>The cells and the generated image of a volume, to be turned.</source>
        <translation>Die Zellen und das erzeugte Bild eines Volumens, zum Drehen.</translation>
    </message>
    <message>
        <source>&amp;Four-Up</source>
        <translation>&amp;Vierfach</translation>
    </message>
    <message>
        <source>The three planes of a volume and its 3D view, linked by one crosshair.</source>
        <translation>Die drei Ebenen eines Volumens und seine 3D-Ansicht, verbunden durch ein Fadenkreuz.</translation>
    </message>
    <message>
        <source>S&amp;wap Slices and Frames</source>
        <translation>Schichten und Einzelbilder &amp;vertauschen</translation>
    </message>
    <message>
        <source>For files that say z where they mean t: slices become frames, and frames slices.</source>
        <translation>Für Dateien, die z sagen, wo sie t meinen: Schichten werden Einzelbilder und Einzelbilder Schichten.</translation>
    </message>
    <message>
        <source>&amp;Draw in Depth</source>
        <translation>In die &amp;Tiefe zeichnen</translation>
    </message>
    <message>
        <source>Brush and eraser are balls and the ellipse is an ellipsoid, over several slices.</source>
        <translation>Pinsel und Radierer sind Kugeln und die Ellipse ist ein Ellipsoid, über mehrere Schichten.</translation>
    </message>
    <message>
        <source>Ne&amp;xt Slice</source>
        <translation>&amp;Nächste Schicht</translation>
    </message>
    <message>
        <source>Show the next slice (the wheel does it too), in a series of flat images the next frame.</source>
        <translation>Die nächste Schicht zeigen (auch mit dem Rad), in einer Serie flacher Bilder das nächste Einzelbild.</translation>
    </message>
    <message>
        <source>&amp;Previous Slice</source>
        <translation>&amp;Vorige Schicht</translation>
    </message>
    <message>
        <source>Show the previous slice, in a series of flat images the previous frame.</source>
        <translation>Die vorige Schicht zeigen, in einer Serie flacher Bilder das vorige Einzelbild.</translation>
    </message>
    <message>
        <source>Next Frame</source>
        <translation>Nächstes Einzelbild</translation>
    </message>
    <message>
        <source>Show the next frame of a series (also Alt+wheel).</source>
        <translation>Das nächste Einzelbild einer Serie zeigen (auch mit Alt und dem Rad).</translation>
    </message>
    <message>
        <source>Previous Frame</source>
        <translation>Voriges Einzelbild</translation>
    </message>
    <message>
        <source>Show the previous frame of a series.</source>
        <translation>Das vorige Einzelbild einer Serie zeigen.</translation>
    </message>
    <message>
        <source>&amp;Copy to Next Slice</source>
        <translation>In nächste Schicht &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy the shown slice of the selected cells to the next slice or frame; they stay the same cells.</source>
        <translation>Die gezeigte Schicht der ausgewählten Zellen in die nächste Schicht oder das nächste Einzelbild kopieren; es bleiben dieselben Zellen.</translation>
    </message>
    <message>
        <source>C&amp;opy to Previous Slice</source>
        <translation>In vorige Schicht k&amp;opieren</translation>
    </message>
    <message>
        <source>Copy the shown slice of the selected cells to the previous slice or frame.</source>
        <translation>Die gezeigte Schicht der ausgewählten Zellen in die vorige Schicht oder das vorige Einzelbild kopieren.</translation>
    </message>
    <message>
        <source>&amp;Interpolate Between Drawn Slices</source>
        <translation>Zwischen gezeichneten Schichten &amp;interpolieren</translation>
    </message>
    <message>
        <source>Fill the empty slices of the selected cells between the drawn ones.</source>
        <translation>Die leeren Schichten der ausgewählten Zellen zwischen den gezeichneten füllen.</translation>
    </message>
    <message>
        <source>Li&amp;ght</source>
        <translation>Li&amp;cht</translation>
    </message>
    <message>
        <source>Lighten the background with a soft brush; the right button darkens it.</source>
        <translation>Den Hintergrund mit einem weichen Pinsel aufhellen; die rechte Taste dunkelt ab.</translation>
    </message>
    <message>
        <source>Sketch</source>
        <translation>Skizze</translation>
    </message>
    <message>
        <source>The page to draw cells, generate images and compare them.</source>
        <translation>Die Seite, auf der man Zellen zeichnet, Bilder erzeugt und vergleicht.</translation>
    </message>
    <message>
        <source>Tune</source>
        <translation>Abstimmen</translation>
    </message>
    <message>
        <source>The page that shows what start step and blur do, and recommends them for real images.</source>
        <translation>Die Seite, die zeigt, was Startschritt und Unschärfe bewirken, und für echte Bilder welche empfiehlt.</translation>
    </message>
    <message>
        <source>&amp;Re-light Cells…</source>
        <translation>Zellen ne&amp;u beleuchten…</translation>
    </message>
    <message>
        <source>Draw new greys for the selected cells, or all, by chance.</source>
        <translation>Für die ausgewählten Zellen oder alle zufällig neue Grauwerte wählen.</translation>
    </message>
    <message>
        <source>&amp;Greys from Real Image…</source>
        <translation>&amp;Grauwerte aus echtem Bild…</translation>
    </message>
    <message>
        <source>Every cell takes its mean grey in a real image, and the background too.</source>
        <translation>Jede Zelle bekommt ihren mittleren Grauwert in einem echten Bild, der Hintergrund ebenso.</translation>
    </message>
    <message>
        <source>&amp;Add Nucleoli…</source>
        <translation>N&amp;ukleoli hinzufügen…</translation>
    </message>
    <message>
        <source>Give the selected nuclei, or all, dark nucleoli by chance.</source>
        <translation>Den ausgewählten Kernen oder allen zufällig dunkle Nukleoli geben.</translation>
    </message>
    <message>
        <source>Remo&amp;ve Nucleoli</source>
        <translation>Nukleoli entfe&amp;rnen</translation>
    </message>
    <message>
        <source>Take the nucleoli of the selected nuclei, or all, away.</source>
        <translation>Die Nukleoli der ausgewählten Kerne oder aller entfernen.</translation>
    </message>
    <message>
        <source>&amp;Heal Lost Cells</source>
        <translation>Verlorene Zellen &amp;heilen</translation>
    </message>
    <message>
        <source>Generate the surroundings of lost cells (or of the selected lost or dim ones) again, from a later step; the rest of the image stays.</source>
        <translation>Die Umgebung verlorener Zellen (oder der ausgewählten verlorenen oder schwachen) von einem späteren Schritt an noch einmal erzeugen; das übrige Bild bleibt.</translation>
    </message>
    <message>
        <source>Dr&amp;op Lost Cells</source>
        <translation>Verlorene Zellen &amp;entfernen</translation>
    </message>
    <message>
        <source>Take lost cells (or the selected lost or dim ones) out of the sketch.</source>
        <translation>Verlorene Zellen (oder die ausgewählten verlorenen oder schwachen) aus der Skizze nehmen.</translation>
    </message>
    <message>
        <source>E&amp;xport Annotated Dataset…</source>
        <translation>Annotierten &amp;Datensatz exportieren…</translation>
    </message>
    <message>
        <source>Show the page that makes many samples from this sketch or others.</source>
        <translation>Die Seite zeigen, die viele Beispiele aus dieser oder anderen Skizzen erzeugt.</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>The page that makes annotated datasets of many samples, in the layouts of other programs.</source>
        <translation>Die Seite, die annotierte Datensätze aus vielen Beispielen erzeugt, in den Anordnungen anderer Programme.</translation>
    </message>
    <message>
        <source>&amp;Import Annotations…</source>
        <translation>Annotationen &amp;importieren …</translation>
    </message>
    <message>
        <source>Make a sketch of what was annotated elsewhere: label images, tracks, Cellpose, StarDist, ImageJ regions, COCO or HDF5, with greys by chance or measured in the real image.</source>
        <translation>Eine Skizze aus dem machen, was anderswo annotiert wurde: Labelbilder, Spuren, Cellpose, StarDist, ImageJ-Bereiche, COCO oder HDF5; Grauwerte zufällig oder im echten Bild gemessen.</translation>
    </message>
    <message>
        <source>S&amp;ketch from Image…</source>
        <translation>S&amp;kizze aus Bild …</translation>
    </message>
    <message>
        <source>Find the cells of a real image roughly and make a sketch of them.</source>
        <translation>Die Zellen eines echten Bildes grob finden und daraus eine Skizze machen.</translation>
    </message>
    <message>
        <source>R&amp;eal Image</source>
        <translation>&amp;Echtes Bild</translation>
    </message>
    <message>
        <source>Sketch on the left, on the right the real image of the panel From Image.</source>
        <translation>Links die Skizze, rechts das echte Bild der Leiste Aus Bild.</translation>
    </message>
    <message>
        <source>Channel&amp;s…</source>
        <translation>Kanä&amp;le …</translation>
    </message>
    <message>
        <source>Number, names and colours of the sketch&apos;s channels.</source>
        <translation>Anzahl, Namen und Farben der Kanäle der Skizze.</translation>
    </message>
    <message>
        <source>O&amp;pen Dataset…</source>
        <translation>Datensatz ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Page through the images and labels of a dataset, ours or another program&apos;s; see statistics, flag and remove samples.</source>
        <translation>Bilder und Labels eines Datensatzes durchblättern, eines eigenen oder eines anderen Programms; Statistik sehen, Beispiele markieren und entfernen.</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Manual</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>&lt;h1&gt;CytoSketch&lt;/h1&gt;&lt;p&gt;The manual&apos;s pages are not installed. These are all commands and their keys:&lt;/p&gt;</source>
        <translation>&lt;h1&gt;CytoSketch&lt;/h1&gt;&lt;p&gt;Die Seiten des Handbuchs sind nicht installiert. Dies sind alle Befehle und ihre Tasten:&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>About CytoSketch</source>
        <translation>Über CytoSketch</translation>
    </message>
    <message>
        <source>&lt;h2&gt;CytoSketch %1&lt;/h2&gt;&lt;p&gt;Draw cells, and a diffusion model turns the sketch into a realistic microscopy image that keeps every outline.&lt;/p&gt;&lt;p&gt;Method: Eschweiler et al., PLOS Computational Biology 20(2), 2024, e1011890.&lt;/p&gt;&lt;p&gt;Apache License 2.0. Built with Qt, LibTorch, VTK, ITK and HDF5.&lt;/p&gt;</source>
        <translation>&lt;h2&gt;CytoSketch %1&lt;/h2&gt;&lt;p&gt;Zellen zeichnen; ein Diffusionsmodell macht aus der Skizze ein realistisches Mikroskopiebild, das jeden Umriss behält.&lt;/p&gt;&lt;p&gt;Methode: Eschweiler et al., PLOS Computational Biology 20(2), 2024, e1011890.&lt;/p&gt;&lt;p&gt;Apache License 2.0. Gebaut mit Qt, LibTorch, VTK, ITK und HDF5.&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>JobError</name>
    <message>
        <source>The work does not fit into memory</source>
        <translation>Die Arbeit passt nicht in den Speicher</translation>
    </message>
    <message>
        <source>Choose a smaller tile or a smaller image</source>
        <translation>Wählen Sie eine kleinere Kachel oder ein kleineres Bild</translation>
    </message>
    <message>
        <source>If it happens again, please report it with the steps that led here</source>
        <translation>Wenn es wieder geschieht, melden Sie es bitte mit den Schritten, die dazu geführt haben</translation>
    </message>
    <message>
        <source>An unknown error happened</source>
        <translation>Ein unbekannter Fehler ist aufgetreten</translation>
    </message>
</context>
<context>
    <name>Lut</name>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Viridis</source>
        <translation>Viridis</translation>
    </message>
    <message>
        <source>Magma</source>
        <translation>Magma</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Magenta</source>
        <translation>Magenta</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
</context>
<context>
    <name>OpenGl</name>
    <message>
        <source>The program runs without a screen.</source>
        <translation>Das Programm läuft ohne Bildschirm.</translation>
    </message>
    <message>
        <source>No OpenGL driver was found.</source>
        <translation>Es wurde kein OpenGL-Treiber gefunden.</translation>
    </message>
    <message>
        <source>The OpenGL driver refuses to draw.</source>
        <translation>Der OpenGL-Treiber verweigert das Zeichnen.</translation>
    </message>
    <message>
        <source>OpenGL 3.2 is needed; the driver has %1.%2.</source>
        <translation>OpenGL 3.2 wird gebraucht; der Treiber hat %1.%2.</translation>
    </message>
</context>
<context>
    <name>Parameters</name>
    <message>
        <source>Start step</source>
        <translation>Startschritt</translation>
    </message>
    <message>
        <source>How much noise the sketch gets before the network removes it: a late start keeps the sketch&apos;s shapes, an early one (a larger number) gives more realistic texture but may lose dim cells.</source>
        <translation>Wie viel Rauschen die Skizze bekommt, bevor das Netz es entfernt: Ein später Start behält die Formen der Skizze, ein früher (eine größere Zahl) gibt realistischere Textur, kann aber schwache Zellen verlieren.</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>Blur σ</source>
        <translation>Unschärfe σ</translation>
    </message>
    <message>
        <source>Softens the sketch&apos;s edges before noise is added, so that they look like those of a microscope; 1 suits most images.</source>
        <translation>Macht die Kanten der Skizze weich, bevor Rauschen dazukommt, damit sie wie im Mikroskop aussehen; 1 passt für die meisten Bilder.</translation>
    </message>
    <message>
        <source>Sampler</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>How noise is removed: SDE-DPM-Solver++ is as good as the paper&apos;s DDPM in a fraction of the time; the ODE samplers stay closer to the sketch and look flatter.</source>
        <translation>Wie Rauschen entfernt wird: SDE-DPM-Solver++ ist so gut wie DDPM aus der Veröffentlichung, in einem Bruchteil der Zeit; die ODE-Verfahren bleiben näher an der Skizze und sehen flacher aus.</translation>
    </message>
    <message>
        <source>SDE-DPM-Solver++(2M)</source>
        <translation>SDE-DPM-Solver++(2M)</translation>
    </message>
    <message>
        <source>DPM-Solver++(2M), ODE</source>
        <translation>DPM-Solver++(2M), ODE</translation>
    </message>
    <message>
        <source>DDPM, as in the paper</source>
        <translation>DDPM, wie veröffentlicht</translation>
    </message>
    <message>
        <source>DDPM, respaced</source>
        <translation>DDPM, mit weniger Schritten</translation>
    </message>
    <message>
        <source>DDIM</source>
        <translation>DDIM</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Network calls</source>
        <translation>Netzaufrufe</translation>
    </message>
    <message>
        <source>How often the network is called, exactly; more calls take longer and refine the texture a little. DDPM ignores it and makes as many calls as the start step says.</source>
        <translation>Wie oft das Netz aufgerufen wird, genau; mehr Aufrufe dauern länger und verfeinern die Textur ein wenig. DDPM beachtet es nicht und macht so viele Aufrufe, wie der Startschritt sagt.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Chooses the random noise: another seed gives another image of the same cells, the same seed the same image.</source>
        <translation>Wählt das zufällige Rauschen: Ein anderer Startwert gibt ein anderes Bild derselben Zellen, derselbe dasselbe Bild.</translation>
    </message>
    <message>
        <source>Tile edge</source>
        <translation>Kachelkante</translation>
    </message>
    <message>
        <source>Size of the pieces that the image is computed in; 0 chooses it by memory and speed. The image does not depend on it.</source>
        <translation>Größe der Stücke, in denen das Bild berechnet wird; 0 wählt sie nach Speicher und Geschwindigkeit. Das Bild hängt nicht davon ab.</translation>
    </message>
    <message>
        <source>Halo</source>
        <translation>Rand</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Arithmetic inside the network: bf16 is faster where the processor has it and changes the image by less than a grey level.</source>
        <translation>Rechenart im Netz: bf16 ist schneller, wo der Prozessor es kann, und ändert das Bild um weniger als eine Graustufe.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Where the network runs; the image is the same, only the time differs.</source>
        <translation>Wo das Netz rechnet; das Bild ist dasselbe, nur die Zeit nicht.</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>Training time</source>
        <translation>Trainingszeit</translation>
    </message>
    <message>
        <source>How long to train, over all parts of a resumed run; longer training gives finer texture and loses fewer dim cells.</source>
        <translation>Wie lange trainiert wird, über alle Teile eines fortgesetzten Laufs; längeres Training gibt feinere Textur und verliert weniger schwache Zellen.</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Training steps</source>
        <translation>Trainingsschritte</translation>
    </message>
    <message>
        <source>Number of optimiser steps instead of a time; 0 goes by the time.</source>
        <translation>Zahl der Optimierungsschritte anstelle einer Zeit; 0 richtet sich nach der Zeit.</translation>
    </message>
    <message>
        <source>Patch edge</source>
        <translation>Kante der Ausschnitte</translation>
    </message>
    <message>
        <source>Size of the pieces of images that are learnt from; several cells should fit into one.</source>
        <translation>Größe der Bildausschnitte, aus denen gelernt wird; mehrere Zellen sollten in einen passen.</translation>
    </message>
    <message>
        <source>patches</source>
        <translation>Ausschnitte</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Patches per step; more make a step slower and steadier.</source>
        <translation>Ausschnitte je Schritt; mehr machen einen Schritt langsamer und ruhiger.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Size of a step; too large and the training diverges, too small and it crawls.</source>
        <translation>Größe eines Schritts; ist sie zu groß, läuft das Training davon, ist sie zu klein, kriecht es.</translation>
    </message>
    <message>
        <source>Weight averaging</source>
        <translation>Mittelung der Gewichte</translation>
    </message>
    <message>
        <source>The saved weights are a moving average over the steps; this much of it stays at each step.</source>
        <translation>Die gespeicherten Gewichte sind ein gleitender Mittelwert über die Schritte; so viel davon bleibt bei jedem Schritt.</translation>
    </message>
    <message>
        <source>Chooses patches, noise and first weights: the same seed and number of steps train the same model.</source>
        <translation>Wählt Ausschnitte, Rauschen und Anfangsgewichte: Derselbe Startwert und dieselbe Zahl von Schritten ergeben dasselbe Modell.</translation>
    </message>
    <message>
        <source>Arithmetic inside the network while it learns: bf16 is faster where the processor has it; the weights stay in fp32.</source>
        <translation>Rechenart im Netz beim Lernen: bf16 ist schneller, wo der Prozessor es beherrscht; die Gewichte bleiben in fp32.</translation>
    </message>
    <message>
        <source>Where the network learns; a graphics card is many times faster.</source>
        <translation>Wo das Netz lernt; eine Grafikkarte ist um ein Vielfaches schneller.</translation>
    </message>
    <message>
        <source>slices</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Patch depth</source>
        <translation>Tiefe der Ausschnitte</translation>
    </message>
    <message>
        <source>Slices, or frames of a time series, of the pieces that a 3D network learns from.</source>
        <translation>Schichten, oder Bilder einer Zeitreihe, der Ausschnitte, aus denen ein 3D-Netz lernt.</translation>
    </message>
    <message>
        <source>Places per patch</source>
        <translation>Orte je Ausschnitt</translation>
    </message>
    <message>
        <source>Of so many random places the brightest is learnt from; above 1 for images that are mostly empty.</source>
        <translation>Von so vielen zufälligen Orten wird der hellste gelernt; über 1 für Bilder, die großteils leer sind.</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Anlauf</translation>
    </message>
    <message>
        <source>Steps over which the learning rate rises; too few and the start is unsteady.</source>
        <translation>Schritte, über die die Lernrate steigt; mit zu wenigen ist der Anfang unruhig.</translation>
    </message>
    <message>
        <source>Decay from</source>
        <translation>Abfall ab</translation>
    </message>
    <message>
        <source>Part of the run after which the learning rate falls to zero; the last steps polish the texture.</source>
        <translation>Teil des Laufs, nach dem die Lernrate auf null fällt; die letzten Schritte verfeinern die Textur.</translation>
    </message>
    <message>
        <source>Spread of the number</source>
        <translation>Streuung der Anzahl</translation>
    </message>
    <message>
        <source>The number of cells is drawn from so many below to so many above.</source>
        <translation>Die Anzahl der Zellen wird aus so vielen darunter bis so vielen darüber gezogen.</translation>
    </message>
    <message>
        <source>Nuclei have radii evenly spread from here …; 0 lets them shrink as their number grows.</source>
        <translation>Die Radien der Kerne sind gleichmäßig verteilt von hier …; bei 0 schrumpfen sie mit wachsender Anzahl.</translation>
    </message>
    <message>
        <source>… to here; 0 lets them shrink as their number grows.</source>
        <translation>… bis hier; bei 0 schrumpfen sie mit wachsender Anzahl.</translation>
    </message>
    <message>
        <source>Share of nuclei</source>
        <translation>Anteil der Kerne</translation>
    </message>
    <message>
        <source>Share of the embryo that nuclei fill; sets their radius where that is 0.</source>
        <translation>Anteil des Embryos, den die Kerne füllen; bestimmt ihren Radius, wo er 0 ist.</translation>
    </message>
    <message>
        <source>Size of the embryo</source>
        <translation>Größe des Embryos</translation>
    </message>
    <message>
        <source>Semi-axes of the embryo as a share of the sketch&apos;s size.</source>
        <translation>Halbachsen des Embryos als Anteil der Größe der Skizze.</translation>
    </message>
    <message>
        <source>Flatness in slices</source>
        <translation>Flachheit in Schichten</translation>
    </message>
    <message>
        <source>Pixel size by slice distance: nuclei span this share of slices.</source>
        <translation>Pixelgröße durch Schichtabstand: Kerne reichen über diesen Anteil an Schichten.</translation>
    </message>
    <message>
        <source>Elongation</source>
        <translation>Streckung</translation>
    </message>
    <message>
        <source>Nuclei are up to this many times longer than wide.</source>
        <translation>Kerne sind bis zu so viele Male länger als breit.</translation>
    </message>
    <message>
        <source>Just divided</source>
        <translation>Gerade geteilt</translation>
    </message>
    <message>
        <source>Share of nuclei that have just divided: they are thin along two axes.</source>
        <translation>Anteil der Kerne, die sich gerade geteilt haben: Sie sind entlang zweier Achsen dünn.</translation>
    </message>
    <message>
        <source>Elongation when just divided</source>
        <translation>Streckung gleich nach der Teilung</translation>
    </message>
    <message>
        <source>Nuclei that have just divided are up to this many times longer than wide.</source>
        <translation>Kerne gleich nach der Teilung sind bis zu so viele Male länger als breit.</translation>
    </message>
    <message>
        <source>°</source>
        <translation>°</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>Drehung</translation>
    </message>
    <message>
        <source>Nuclei are turned in the plane by up to this angle, either way.</source>
        <translation>Kerne sind in der Ebene um bis zu diesen Winkel gedreht, nach beiden Seiten.</translation>
    </message>
    <message>
        <source>C. elegans: nuclei of an embryo, 3D</source>
        <translation>C. elegans: Kerne eines Embryos, 3D</translation>
    </message>
    <message>
        <source>Nuclei in an ellipsoidal embryo that shrink as their number grows; some have just divided.</source>
        <translation>Kerne in einem ellipsoiden Embryo, die mit wachsender Anzahl schrumpfen; einige haben sich gerade geteilt.</translation>
    </message>
    <message>
        <source>µm</source>
        <translation>µm</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Width of the sketch.</source>
        <translation>Breite der Skizze.</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Height of the sketch.</source>
        <translation>Höhe der Skizze.</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>Number of slices of the sketch.</source>
        <translation>Anzahl der Schichten der Skizze.</translation>
    </message>
    <message>
        <source>Pixel size</source>
        <translation>Pixelgröße</translation>
    </message>
    <message>
        <source>Size of a pixel; 0 = unknown. It changes no shape.</source>
        <translation>Größe eines Pixels; 0 = unbekannt. Sie ändert keine Form.</translation>
    </message>
    <message>
        <source>Slice distance</source>
        <translation>Schichtabstand</translation>
    </message>
    <message>
        <source>Distance of the slices; 0 = unknown. It changes no shape.</source>
        <translation>Abstand der Schichten; 0 = unbekannt. Er ändert keine Form.</translation>
    </message>
    <message>
        <source>Illumination</source>
        <translation>Helligkeiten</translation>
    </message>
    <message>
        <source>even</source>
        <translation>gleichmäßig</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>normalverteilt</translation>
    </message>
    <message>
        <source>all the same</source>
        <translation>alle gleich</translation>
    </message>
    <message>
        <source>Darkest cell</source>
        <translation>Dunkelste Zelle</translation>
    </message>
    <message>
        <source>Lowest brightness of a cell.</source>
        <translation>Geringste Helligkeit einer Zelle.</translation>
    </message>
    <message>
        <source>Brightest cell</source>
        <translation>Hellste Zelle</translation>
    </message>
    <message>
        <source>Highest brightness of a cell.</source>
        <translation>Größte Helligkeit einer Zelle.</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>Grey of what is not a cell; 0 is black.</source>
        <translation>Grauwert dessen, was keine Zelle ist; 0 ist Schwarz.</translation>
    </message>
    <message>
        <source>Decay along z</source>
        <translation>Abnahme entlang z</translation>
    </message>
    <message>
        <source>Share of their grey that cells lose from the first slice to the last, as in deep tissue.</source>
        <translation>Anteil ihres Grauwerts, den Zellen von der ersten bis zur letzten Schicht verlieren, wie in tiefem Gewebe.</translation>
    </message>
    <message>
        <source>Number of cells</source>
        <translation>Anzahl der Zellen</translation>
    </message>
    <message>
        <source>At most so many cells; fewer are made where no more fit.</source>
        <translation>Höchstens so viele Zellen; es werden weniger, wo keine mehr hineinpassen.</translation>
    </message>
    <message>
        <source>Smallest radius</source>
        <translation>Kleinster Radius</translation>
    </message>
    <message>
        <source>Cells have radii evenly spread from here …</source>
        <translation>Die Radien der Zellen sind gleichmäßig verteilt von hier …</translation>
    </message>
    <message>
        <source>Largest radius</source>
        <translation>Größter Radius</translation>
    </message>
    <message>
        <source>… to here; large cells also keep more distance.</source>
        <translation>… bis hier; große Zellen halten auch mehr Abstand.</translation>
    </message>
    <message>
        <source>Deformation</source>
        <translation>Verformung</translation>
    </message>
    <message>
        <source>How far outlines bulge, as a share of three times the largest radius.</source>
        <translation>Wie weit sich Umrisse beulen, als Anteil des dreifachen größten Radius.</translation>
    </message>
    <message>
        <source>One nucleolus</source>
        <translation>Ein Nukleolus</translation>
    </message>
    <message>
        <source>Share of nuclei with one dark nucleolus.</source>
        <translation>Anteil der Kerne mit einem dunklen Nukleolus.</translation>
    </message>
    <message>
        <source>Two nucleoli</source>
        <translation>Zwei Nukleoli</translation>
    </message>
    <message>
        <source>Share of nuclei with two dark nucleoli; what is left of the two shares has none.</source>
        <translation>Anteil der Kerne mit zwei dunklen Nukleoli; was die beiden Anteile übrig lassen, hat keinen.</translation>
    </message>
    <message>
        <source>Smallest nucleolus</source>
        <translation>Kleinster Nukleolus</translation>
    </message>
    <message>
        <source>Each semi-axis of a nucleolus is evenly spread from here …</source>
        <translation>Jede Halbachse eines Nukleolus ist gleichmäßig verteilt von hier …</translation>
    </message>
    <message>
        <source>Largest nucleolus</source>
        <translation>Größter Nukleolus</translation>
    </message>
    <message>
        <source>… to here.</source>
        <translation>… bis hier.</translation>
    </message>
    <message>
        <source>Nucleoli from the border</source>
        <translation>Abstand der Nukleoli vom Rand</translation>
    </message>
    <message>
        <source>Centres of nucleoli keep this distance from the border of their nucleus.</source>
        <translation>Die Mitten der Nukleoli halten diesen Abstand vom Rand ihres Kerns.</translation>
    </message>
    <message>
        <source>The smallest nuclei are up to this many times longer than wide, larger ones less.</source>
        <translation>Die kleinsten Kerne sind bis zu so viele Male länger als breit, größere weniger.</translation>
    </message>
    <message>
        <source>Fewest colonies</source>
        <translation>Wenigste Kolonien</translation>
    </message>
    <message>
        <source>Nuclei lie in overlapping discs, at least so many …</source>
        <translation>Die Kerne liegen in überlappenden Scheiben, mindestens so vielen …</translation>
    </message>
    <message>
        <source>Most colonies</source>
        <translation>Meiste Kolonien</translation>
    </message>
    <message>
        <source>… and at most so many.</source>
        <translation>… und höchstens so vielen.</translation>
    </message>
    <message>
        <source>Radius of a colony</source>
        <translation>Radius einer Kolonie</translation>
    </message>
    <message>
        <source>Radius of the discs in which the nuclei lie.</source>
        <translation>Radius der Scheiben, in denen die Kerne liegen.</translation>
    </message>
    <message>
        <source>Mouse stem cells: large nuclei, 2D</source>
        <translation>Maus-Stammzellen: große Kerne, 2D</translation>
    </message>
    <message>
        <source>Large single nuclei, slightly deformed, most with dark nucleoli.</source>
        <translation>Große einzelne Kerne, leicht verformt, die meisten mit dunklen Nukleoli.</translation>
    </message>
    <message>
        <source>HeLa: nuclei in colonies, 2D</source>
        <translation>HeLa: Kerne in Kolonien, 2D</translation>
    </message>
    <message>
        <source>Small nuclei that crowd in colonies; the smallest are the most elongated.</source>
        <translation>Kleine Kerne, die sich in Kolonien drängen; die kleinsten sind am stärksten gestreckt.</translation>
    </message>
    <message>
        <source>Radius of the shell</source>
        <translation>Radius der Schale</translation>
    </message>
    <message>
        <source>Radius of the embryo on whose surface the nuclei lie, before it is unrolled.</source>
        <translation>Radius des Embryos, auf dessen Oberfläche die Kerne liegen, bevor er abgerollt wird.</translation>
    </message>
    <message>
        <source>Thickness of the shell</source>
        <translation>Dicke der Schale</translation>
    </message>
    <message>
        <source>Centres of nuclei lie within this depth below the surface.</source>
        <translation>Die Mitten der Kerne liegen bis in diese Tiefe unter der Oberfläche.</translation>
    </message>
    <message>
        <source>Flattening</source>
        <translation>Abplattung</translation>
    </message>
    <message>
        <source>Each axis of the shell is shorter by up to this share, so that nuclei lie in different slices.</source>
        <translation>Jede Achse der Schale ist um bis zu diesen Anteil kürzer, sodass Kerne in verschiedenen Schichten liegen.</translation>
    </message>
    <message>
        <source>Cut at the poles</source>
        <translation>Schnitt an den Polen</translation>
    </message>
    <message>
        <source>Share of the way from pole to pole that is left out at either end, where the map is stretched.</source>
        <translation>Anteil des Wegs von Pol zu Pol, der an beiden Enden wegfällt, wo die Karte gedehnt ist.</translation>
    </message>
    <message>
        <source>T. castaneum: unrolled nuclei of an embryo, 3D</source>
        <translation>T. castaneum: abgerollte Kerne eines Embryos, 3D</translation>
    </message>
    <message>
        <source>Nuclei on the shell of a beetle&apos;s embryo, unrolled to a map with few slices.</source>
        <translation>Kerne auf der Schale eines Käferembryos, abgerollt zu einer Karte mit wenigen Schichten.</translation>
    </message>
    <message>
        <source>Distance of cells</source>
        <translation>Abstand der Zellen</translation>
    </message>
    <message>
        <source>Least distance of the middles of cells in the outermost layer, and the depth of that layer.</source>
        <translation>Kleinster Abstand der Zellmitten in der äußersten Lage und die Tiefe dieser Lage.</translation>
    </message>
    <message>
        <source>Layer by layer</source>
        <translation>Von Lage zu Lage</translation>
    </message>
    <message>
        <source>Each layer&apos;s distances are divided by this: below 1, inner cells are larger.</source>
        <translation>Die Abstände jeder Lage werden hierdurch geteilt: Unter 1 sind innere Zellen größer.</translation>
    </message>
    <message>
        <source>Disorder of inner layers</source>
        <translation>Unordnung innerer Lagen</translation>
    </message>
    <message>
        <source>How far middles of cells stray from their layer, as a share of the distance of cells times the number of the layer; the outermost layer is even.</source>
        <translation>Wie weit Zellmitten von ihrer Lage abweichen, als Anteil des Abstands der Zellen mal der Nummer der Lage; die äußerste Lage ist eben.</translation>
    </message>
    <message>
        <source>Evenness</source>
        <translation>Gleichmäßigkeit</translation>
    </message>
    <message>
        <source>Cells with far neighbours are made smaller by up to this share.</source>
        <translation>Zellen mit fernen Nachbarn werden um bis zu diesen Anteil kleiner.</translation>
    </message>
    <message>
        <source>Width of the dome</source>
        <translation>Breite der Kuppel</translation>
    </message>
    <message>
        <source>Share of the sketch&apos;s width and height that the dome takes.</source>
        <translation>Anteil von Breite und Höhe der Skizze, den die Kuppel einnimmt.</translation>
    </message>
    <message>
        <source>Height of the dome</source>
        <translation>Höhe der Kuppel</translation>
    </message>
    <message>
        <source>Share of the slices that the dome takes.</source>
        <translation>Anteil der Schichten, den die Kuppel einnimmt.</translation>
    </message>
    <message>
        <source>Irregularity</source>
        <translation>Unregelmäßigkeit</translation>
    </message>
    <message>
        <source>How far the dome strays from an ellipsoid, as a share of its radius.</source>
        <translation>Wie weit die Kuppel von einem Ellipsoid abweicht, als Anteil ihres Radius.</translation>
    </message>
    <message>
        <source>Margin of the dome</source>
        <translation>Rand der Kuppel</translation>
    </message>
    <message>
        <source>So much is taken off the dome&apos;s outline before it is filled with cells.</source>
        <translation>So viel fällt vom Umriss der Kuppel weg, bevor sie mit Zellen gefüllt wird.</translation>
    </message>
    <message>
        <source>Membrane thickness</source>
        <translation>Dicke der Membranen</translation>
    </message>
    <message>
        <source>Full thickness of the membranes.</source>
        <translation>Ganze Dicke der Membranen.</translation>
    </message>
    <message>
        <source>Membrane brightness</source>
        <translation>Helligkeit der Membranen</translation>
    </message>
    <message>
        <source>Brightness of the membranes.</source>
        <translation>Helligkeit der Membranen.</translation>
    </message>
    <message>
        <source>Decay towards the centre</source>
        <translation>Abnahme zur Mitte hin</translation>
    </message>
    <message>
        <source>Share of their grey that membranes lose on the way to the middle of the dome&apos;s base.</source>
        <translation>Anteil ihres Grauwerts, den Membranen auf dem Weg zur Mitte der Kuppelbasis verlieren.</translation>
    </message>
    <message>
        <source>A. thaliana: membranes of a meristem, 3D</source>
        <translation>A. thaliana: Membranen eines Meristems, 3D</translation>
    </message>
    <message>
        <source>Layered cells of a dome-shaped shoot tip, drawn as membranes.</source>
        <translation>Geschichtete Zellen einer kuppelförmigen Sprossspitze, als Membranen gezeichnet.</translation>
    </message>
    <message>
        <source>Cells are up to this many times longer than wide.</source>
        <translation>Zellen sind bis zu so viele Male länger als breit.</translation>
    </message>
    <message>
        <source>How far outlines stray from an ellipse, as a share of the radius.</source>
        <translation>Wie weit Umrisse von einer Ellipse abweichen, als Anteil des Radius.</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>Überlappung</translation>
    </message>
    <message>
        <source>Centres may come this share nearer than twice the largest radius: 0 keeps cells apart.</source>
        <translation>Mitten dürfen sich um diesen Anteil näher kommen als der doppelte größte Radius: 0 hält Zellen getrennt.</translation>
    </message>
    <message>
        <source>Distance from the edge</source>
        <translation>Abstand vom Rand</translation>
    </message>
    <message>
        <source>Centres of cells keep this distance from the sketch&apos;s edge.</source>
        <translation>Die Mitten der Zellen halten diesen Abstand vom Rand der Skizze.</translation>
    </message>
    <message>
        <source>Smallest nucleus</source>
        <translation>Kleinster Kern</translation>
    </message>
    <message>
        <source>Radii of nuclei are evenly spread from here …</source>
        <translation>Die Radien der Kerne sind gleichmäßig verteilt von hier …</translation>
    </message>
    <message>
        <source>Largest nucleus</source>
        <translation>Größter Kern</translation>
    </message>
    <message>
        <source>Nucleus off the middle</source>
        <translation>Kern neben der Mitte</translation>
    </message>
    <message>
        <source>Nuclei lie up to this share of their cell&apos;s smaller semi-axis off its middle.</source>
        <translation>Kerne liegen um bis zu diesen Anteil der kleineren Halbachse ihrer Zelle neben deren Mitte.</translation>
    </message>
    <message>
        <source>Brightness of nuclei</source>
        <translation>Helligkeit der Kerne</translation>
    </message>
    <message>
        <source>Nuclei are dark in brightfield.</source>
        <translation>Im Hellfeld sind Kerne dunkel.</translation>
    </message>
    <message>
        <source>Darkening by overlap</source>
        <translation>Verdunkelung durch Überlappung</translation>
    </message>
    <message>
        <source>Share of grey that each further cell on top of another takes away.</source>
        <translation>Anteil des Grauwerts, den jede weitere Zelle über einer anderen wegnimmt.</translation>
    </message>
    <message>
        <source>Cervical cells: overlapping cytoplasm, 2D</source>
        <translation>Zervixzellen: überlappendes Zytoplasma, 2D</translation>
    </message>
    <message>
        <source>Brightfield cells that lie on one another, each with one dark nucleus.</source>
        <translation>Zellen im Hellfeld, die aufeinanderliegen, jede mit einem dunklen Kern.</translation>
    </message>
    <message>
        <source>Radius of the embryo</source>
        <translation>Radius des Embryos</translation>
    </message>
    <message>
        <source>Radius of the sphere whose top is seen.</source>
        <translation>Radius der Kugel, deren Oberseite zu sehen ist.</translation>
    </message>
    <message>
        <source>Thickness of the cap</source>
        <translation>Dicke der Kappe</translation>
    </message>
    <message>
        <source>Cells lie within this depth below the surface; the yolk below is empty.</source>
        <translation>Zellen liegen bis in diese Tiefe unter der Oberfläche; der Dotter darunter ist leer.</translation>
    </message>
    <message>
        <source>Least distance of the middles of cells.</source>
        <translation>Kleinster Abstand der Zellmitten.</translation>
    </message>
    <message>
        <source>Smallest nucleus of its cell</source>
        <translation>Kleinster Kern seiner Zelle</translation>
    </message>
    <message>
        <source>Radii of nuclei are evenly spread from this share of half the way to the nearest neighbour …</source>
        <translation>Die Radien der Kerne sind gleichmäßig verteilt von diesem Anteil des halben Wegs zum nächsten Nachbarn …</translation>
    </message>
    <message>
        <source>Largest nucleus of its cell</source>
        <translation>Größter Kern seiner Zelle</translation>
    </message>
    <message>
        <source>… to this one; nuclei never meet.</source>
        <translation>… bis zu diesem; Kerne berühren einander nie.</translation>
    </message>
    <message>
        <source>D. rerio: nuclei and membranes of an embryo, 3D</source>
        <translation>D. rerio: Kerne und Membranen eines Embryos, 3D</translation>
    </message>
    <message>
        <source>Cells of the cap of a fish embryo: nuclei in one channel, membranes in the other.</source>
        <translation>Zellen der Kappe eines Fischembryos: Kerne in einem Kanal, Membranen im anderen.</translation>
    </message>
    <message>
        <source>Cells cover areas like discs with radii evenly spread from here …</source>
        <translation>Zellen haben die Fläche von Scheiben, deren Radien gleichmäßig verteilt sind von hier …</translation>
    </message>
    <message>
        <source>Least elongation</source>
        <translation>Geringste Streckung</translation>
    </message>
    <message>
        <source>Cells are longer than wide, evenly spread from this many times …</source>
        <translation>Zellen sind länger als breit, gleichmäßig verteilt von so vielen Malen …</translation>
    </message>
    <message>
        <source>Greatest elongation</source>
        <translation>Größte Streckung</translation>
    </message>
    <message>
        <source>… to this many times.</source>
        <translation>… bis zu so vielen Malen.</translation>
    </message>
    <message>
        <source>Clustering</source>
        <translation>Häufung</translation>
    </message>
    <message>
        <source>Share of the sketch that stays free of cells, which crowd in colonies on the rest.</source>
        <translation>Anteil der Skizze, der frei von Zellen bleibt; auf dem Rest drängen sie sich in Kolonien.</translation>
    </message>
    <message>
        <source>Least distance of the middles of cells; 0 is twice the largest radius. What cells share goes to one of them.</source>
        <translation>Kleinster Abstand der Zellmitten; 0 ist der doppelte größte Radius. Was Zellen gemeinsam haben, bekommt eine von ihnen.</translation>
    </message>
    <message>
        <source>Your cells: free form, 2D</source>
        <translation>Eigene Zellen: freie Form, 2D</translation>
    </message>
    <message>
        <source>Cells of any size, number, elongation, irregularity and clustering.</source>
        <translation>Zellen beliebiger Größe, Anzahl, Streckung, Unregelmäßigkeit und Häufung.</translation>
    </message>
    <message>
        <source>How far a surface strays from its ellipsoid, as a share of the radius.</source>
        <translation>Wie weit eine Oberfläche von ihrem Ellipsoid abweicht, als Anteil des Radius.</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Ordnung</translation>
    </message>
    <message>
        <source>Highest degree of the spherical harmonics: more give finer bumps.</source>
        <translation>Höchster Grad der Kugelflächenfunktionen: Mehr ergibt feinere Beulen.</translation>
    </message>
    <message>
        <source>Smoothness</source>
        <translation>Glätte</translation>
    </message>
    <message>
        <source>The power of degree l falls as l to minus this: higher is rounder.</source>
        <translation>Die Leistung des Grades l fällt wie l hoch minus diesen Wert: Höher ist runder.</translation>
    </message>
    <message>
        <source>Nuclei of spherical harmonics, 3D</source>
        <translation>Kerne aus Kugelflächenfunktionen, 3D</translation>
    </message>
    <message>
        <source>Irregular nuclei anywhere in a volume, with surfaces of random spherical harmonics.</source>
        <translation>Unregelmäßige Kerne irgendwo in einem Volumen, mit Oberflächen aus zufälligen Kugelflächenfunktionen.</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Length of the movie.</source>
        <translation>Länge des Films.</translation>
    </message>
    <message>
        <source>Interphase</source>
        <translation>Interphase</translation>
    </message>
    <message>
        <source>Share of the movie before the division begins.</source>
        <translation>Anteil des Films, bevor die Teilung beginnt.</translation>
    </message>
    <message>
        <source>Prophase</source>
        <translation>Prophase</translation>
    </message>
    <message>
        <source>Share of the movie in which the nucleus condenses and brightens.</source>
        <translation>Anteil des Films, in dem sich der Kern verdichtet und heller wird.</translation>
    </message>
    <message>
        <source>Metaphase</source>
        <translation>Metaphase</translation>
    </message>
    <message>
        <source>Share of the movie in which it is a bright plate.</source>
        <translation>Anteil des Films, in dem er eine helle Platte ist.</translation>
    </message>
    <message>
        <source>Anaphase</source>
        <translation>Anaphase</translation>
    </message>
    <message>
        <source>Share of the movie in which two plates part; the rest shows two daughters.</source>
        <translation>Anteil des Films, in dem zwei Platten auseinandergehen; der Rest zeigt zwei Tochterkerne.</translation>
    </message>
    <message>
        <source>Spread of the timing</source>
        <translation>Streuung der Zeiten</translation>
    </message>
    <message>
        <source>Each phase is longer or shorter by up to this share.</source>
        <translation>Jede Phase ist um bis zu diesen Anteil länger oder kürzer.</translation>
    </message>
    <message>
        <source>HeLa: one nucleus divides, 2D and time</source>
        <translation>HeLa: ein Kern teilt sich, 2D und Zeit</translation>
    </message>
    <message>
        <source>A centred nucleus through prophase, metaphase and anaphase to two daughters.</source>
        <translation>Ein mittiger Kern durch Prophase, Metaphase und Anaphase bis zu zwei Tochterkernen.</translation>
    </message>
    <message>
        <source>Tile depth</source>
        <translation>Kacheltiefe</translation>
    </message>
    <message>
        <source>How many slices of a volume are computed in one piece; 0 chooses it by memory and speed. The image does not depend on it.</source>
        <translation>Wie viele Schichten eines Volumens auf einmal berechnet werden; 0 wählt es nach Speicher und Geschwindigkeit. Das Bild hängt nicht davon ab.</translation>
    </message>
    <message>
        <source>Context around a tile in pixels: &quot;exact&quot; gives what an untiled image would give, &quot;auto&quot; the smallest halo without visible difference. For volumes &quot;32,8&quot; means 32 pixels and 8 slices.</source>
        <translation>Umgebung einer Kachel in Pixeln: „exact“ gibt, was ein ungekacheltes Bild gäbe, „auto“ den kleinsten Rand ohne sichtbaren Unterschied. Bei Volumen heißt „32,8“: 32 Pixel und 8 Schichten.</translation>
    </message>
    <message>
        <source>MiB</source>
        <translation>MiB</translation>
    </message>
    <message>
        <source>Memory for tiles</source>
        <translation>Speicher für Kacheln</translation>
    </message>
    <message>
        <source>What computing one tile may take, besides the image itself: less makes tiles smaller and the work longer; 0 chooses it by what is free.</source>
        <translation>Was das Berechnen einer Kachel neben dem Bild selbst belegen darf: Weniger macht die Kacheln kleiner und die Arbeit länger; 0 wählt es nach dem, was frei ist.</translation>
    </message>
    <message>
        <source>Keep state in</source>
        <translation>Zustand halten in</translation>
    </message>
    <message>
        <source>Where the unfinished image is kept: memory, half the memory (changes a small part of a grey level), or a temporary file for volumes larger than memory.</source>
        <translation>Wo das unfertige Bild liegt: im Speicher, im halben Speicher (ändert einen kleinen Teil einer Graustufe) oder in einer temporären Datei für Volumen, die größer als der Speicher sind.</translation>
    </message>
    <message>
        <source>Memory, fp32</source>
        <translation>Speicher, fp32</translation>
    </message>
    <message>
        <source>Memory, fp16</source>
        <translation>Speicher, fp16</translation>
    </message>
    <message>
        <source>Temporary file</source>
        <translation>Temporäre Datei</translation>
    </message>
    <message>
        <source>How the brightnesses of the cells are spread between darkest and brightest: evenly, most of them in the middle, all the same, or many dim and few bright ones.</source>
        <translation>Wie die Helligkeiten der Zellen zwischen der dunkelsten und der hellsten verteilt sind: gleichmäßig, die meisten in der Mitte, alle gleich, oder viele dunkle und wenige helle.</translation>
    </message>
    <message>
        <source>many dim, few bright</source>
        <translation>viele dunkle, wenige helle</translation>
    </message>
    <message>
        <source>Darkest nucleolus</source>
        <translation>Dunkelster Nukleolus</translation>
    </message>
    <message>
        <source>Greys of nucleoli are evenly spread from here …; below 0 is black.</source>
        <translation>Die Grauwerte der Nukleoli liegen gleichmäßig verteilt zwischen diesem …; unter 0 ist schwarz.</translation>
    </message>
    <message>
        <source>Brightest nucleolus</source>
        <translation>Hellster Nukleolus</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Where the gradient leads: 0 is to the right, 90 is down.</source>
        <translation>Wohin der Verlauf führt: 0 ist nach rechts, 90 nach unten.</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>Radius</translation>
    </message>
    <message>
        <source>How far the spot of light reaches; 1 is from the middle of the sketch to its corners.</source>
        <translation>Wie weit der Lichtfleck reicht; 1 ist von der Mitte der Skizze bis in ihre Ecken.</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Grey that the background gains from one side of the sketch to the other; below 0 it darkens.</source>
        <translation>Um wie viel Grau der Hintergrund von einer Seite der Skizze zur anderen heller wird; unter 0 wird er dunkler.</translation>
    </message>
    <message>
        <source>Spot of light</source>
        <translation>Lichtfleck</translation>
    </message>
    <message>
        <source>Grey that the background gains at the centre of a round spot of light; below 0 it darkens there.</source>
        <translation>Um wie viel Grau der Hintergrund in der Mitte eines runden Lichtflecks heller wird; unter 0 wird er dort dunkler.</translation>
    </message>
    <message>
        <source>Centre, x</source>
        <translation>Mitte, x</translation>
    </message>
    <message>
        <source>Where the spot of light is, as a share of the sketch&apos;s width.</source>
        <translation>Wo der Lichtfleck ist, als Anteil der Breite der Skizze.</translation>
    </message>
    <message>
        <source>Centre, y</source>
        <translation>Mitte, y</translation>
    </message>
    <message>
        <source>Where the spot of light is, as a share of the sketch&apos;s height.</source>
        <translation>Wo der Lichtfleck ist, als Anteil der Höhe der Skizze.</translation>
    </message>
    <message>
        <source>Nucleoli</source>
        <translation>Nukleoli</translation>
    </message>
    <message>
        <source>Whether the nucleoli of the cells show in the greys.</source>
        <translation>Ob sich die Nukleoli der Zellen in den Grauwerten zeigen.</translation>
    </message>
    <message>
        <source>Decay to the centre</source>
        <translation>Abnahme zur Mitte</translation>
    </message>
    <message>
        <source>Share of their grey that cells lose at the centre of the organism.</source>
        <translation>Anteil ihres Grauwerts, den Zellen in der Mitte des Organismus verlieren.</translation>
    </message>
    <message>
        <source>Where the centre of the organism is.</source>
        <translation>Wo die Mitte des Organismus ist.</translation>
    </message>
    <message>
        <source>Centre, z</source>
        <translation>Mitte, z</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>Ausdehnung</translation>
    </message>
    <message>
        <source>Distance from the centre at which cells lose nothing.</source>
        <translation>Abstand von der Mitte, in dem Zellen nichts verlieren.</translation>
    </message>
    <message>
        <source>Thickness of membranes</source>
        <translation>Dicke der Membranen</translation>
    </message>
    <message>
        <source>Whole cells are drawn as membranes so thick (in pixels where their size is unknown); 0 fills them.</source>
        <translation>Ganze Zellen werden als so dicke Membranen gezeichnet (in Pixeln, wenn deren Größe unbekannt ist); 0 füllt sie.</translation>
    </message>
    <message>
        <source>Grey of membranes</source>
        <translation>Grauwert der Membranen</translation>
    </message>
    <message>
        <source>How bright membranes are: 0 is black, 1 is white.</source>
        <translation>Wie hell Membranen sind: 0 ist schwarz, 1 ist weiß.</translation>
    </message>
    <message>
        <source>Cellpose masks</source>
        <translation>Cellpose-Masken</translation>
    </message>
    <message>
        <source>there is no track table: cells have no parents</source>
        <translation>Es gibt keine Tabelle der Spuren: Zellen haben keine Eltern</translation>
    </message>
    <message>
        <source>%1 cells are not in the track table</source>
        <translation>%1 Zellen stehen nicht in der Tabelle der Spuren</translation>
    </message>
    <message>
        <source>%1 tracks of the track table are in no frame</source>
        <translation>%1 Spuren der Tabelle kommen in keinem Zeitpunkt vor</translation>
    </message>
    <message>
        <source>%1 areas have no track and are cells of their own</source>
        <translation>%1 Flächen haben keine Spur und sind eigene Zellen</translation>
    </message>
    <message>
        <source>%1 markers of tracks have no area of their own and stay as they are</source>
        <translation>%1 Markierungen von Spuren haben keine eigene Fläche und bleiben, wie sie sind</translation>
    </message>
    <message>
        <source>Cell Tracking Challenge</source>
        <translation>Cell Tracking Challenge</translation>
    </message>
    <message>
        <source>%1 annotations have a box but no area and were left out</source>
        <translation>%1 Annotationen haben nur einen Rahmen, keine Fläche, und wurden weggelassen</translation>
    </message>
    <message>
        <source>%1 annotations got new ids: theirs were missing, doubled or beyond 32 bits</source>
        <translation>%1 Annotationen bekamen neue Nummern: Ihre fehlten, waren doppelt oder größer als 32 Bit</translation>
    </message>
    <message>
        <source>COCO annotations</source>
        <translation>COCO-Annotationen</translation>
    </message>
    <message>
        <source>there are no labels in the file: each connected area of its sketch is a cell</source>
        <translation>Die Datei enthält keine Labels: Jede zusammenhängende Fläche ihrer Skizze ist eine Zelle</translation>
    </message>
    <message>
        <source>HDF5 sketches</source>
        <translation>HDF5-Skizzen</translation>
    </message>
    <message>
        <source>%1 voxels had label 0 and are a cell with a new id now</source>
        <translation>%1 Voxel hatten Label 0 und sind jetzt eine Zelle mit neuer Nummer</translation>
    </message>
    <message>
        <source>label images</source>
        <translation>Labelbilder</translation>
    </message>
    <message>
        <source>%1 regions have no area (lines, points, text) and were left out</source>
        <translation>%1 Bereiche haben keine Fläche (Linien, Punkte, Text) und wurden weggelassen</translation>
    </message>
    <message>
        <source>regions do not say how large their image is: the canvas reaches as far as they do; measure greys in the image to have its size</source>
        <translation>Bereiche sagen nicht, wie groß ihr Bild ist: Die Zeichenfläche reicht so weit wie sie; mit Grauwerten aus dem Bild bekommt sie dessen Größe</translation>
    </message>
    <message>
        <source>ImageJ regions</source>
        <translation>ImageJ-Bereiche (ROI)</translation>
    </message>
    <message>
        <source>StarDist folder</source>
        <translation>StarDist-Ordner</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>How many images with labels are made.</source>
        <translation>Wie viele Bilder mit Labels erzeugt werden.</translation>
    </message>
    <message>
        <source>Base seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Each sample draws its own seeds from this one and its number: the same recipe gives the same dataset.</source>
        <translation>Jedes Beispiel zieht seine eigenen Startwerte aus diesem und seiner Nummer: dasselbe Rezept ergibt denselben Datensatz.</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Part of the samples that is put aside to watch a training.</source>
        <translation>Teil der Beispiele, mit dem ein Training beobachtet wird.</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Part of the samples that is put aside to judge what was trained.</source>
        <translation>Teil der Beispiele, an dem das Trainierte beurteilt wird.</translation>
    </message>
    <message>
        <source>Crop width</source>
        <translation>Breite des Ausschnitts</translation>
    </message>
    <message>
        <source>Width of the part that each sample takes of its sketch, at a random place; 0 takes all.</source>
        <translation>Breite des Teils, den jedes Beispiel an zufälliger Stelle aus seiner Skizze nimmt; 0 nimmt alles.</translation>
    </message>
    <message>
        <source>Crop height</source>
        <translation>Höhe des Ausschnitts</translation>
    </message>
    <message>
        <source>Height of the part that each sample takes of its sketch, at a random place; 0 takes all.</source>
        <translation>Höhe des Teils, den jedes Beispiel an zufälliger Stelle aus seiner Skizze nimmt; 0 nimmt alles.</translation>
    </message>
    <message>
        <source>Crop depth</source>
        <translation>Tiefe des Ausschnitts</translation>
    </message>
    <message>
        <source>Slices that each sample takes of a volume; 0 takes all.</source>
        <translation>Schichten, die jedes Beispiel aus einem Volumen nimmt; 0 nimmt alle.</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>Spiegeln</translation>
    </message>
    <message>
        <source>Half of the samples show their sketch mirrored.</source>
        <translation>Die Hälfte der Beispiele zeigt ihre Skizze gespiegelt.</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>Drehen</translation>
    </message>
    <message>
        <source>Samples show their sketch turned by quarter turns; by half turns if it is not square.</source>
        <translation>Beispiele zeigen ihre Skizze um Vierteldrehungen gedreht; um halbe Drehungen, wenn sie nicht quadratisch ist.</translation>
    </message>
    <message>
        <source>Move cells</source>
        <translation>Zellen verschieben</translation>
    </message>
    <message>
        <source>Each cell is moved by up to this distance in y and x, in all frames alike, but not onto another cell of its kind.</source>
        <translation>Jede Zelle wird um höchstens so viel in y und x verschoben, in allen Zeitpunkten gleich, aber nicht auf eine andere ihrer Art.</translation>
    </message>
    <message>
        <source>Relight cells</source>
        <translation>Zellen anders beleuchten</translation>
    </message>
    <message>
        <source>Each cell&apos;s grey is changed by a factor drawn from 100 % minus to 100 % plus this.</source>
        <translation>Das Grau jeder Zelle wird mit einem Faktor zwischen 100 % minus und 100 % plus diesem Wert geändert.</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Anordnung</translation>
    </message>
    <message>
        <source>Which program&apos;s folders and names the dataset has.</source>
        <translation>Welchem Programm die Ordner und Namen des Datensatzes entsprechen.</translation>
    </message>
    <message>
        <source>TIFF pairs</source>
        <translation>TIFF-Paare</translation>
    </message>
    <message>
        <source>Cellpose</source>
        <translation>Cellpose</translation>
    </message>
    <message>
        <source>StarDist</source>
        <translation>StarDist</translation>
    </message>
    <message>
        <source>nnU-Net v2</source>
        <translation>nnU-Net v2</translation>
    </message>
    <message>
        <source>COCO</source>
        <translation>COCO</translation>
    </message>
    <message>
        <source>HDF5 of the method&apos;s authors</source>
        <translation>HDF5 der Autoren der Methode</translation>
    </message>
    <message>
        <source>ImageJ hyperstacks</source>
        <translation>ImageJ-Hyperstacks</translation>
    </message>
    <message>
        <source>ImageJ ROI zips</source>
        <translation>ImageJ-ROI-Zips</translation>
    </message>
    <message>
        <source>OME-TIFF</source>
        <translation>OME-TIFF</translation>
    </message>
    <message>
        <source>OME-Zarr</source>
        <translation>OME-Zarr</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Which kind of cell a layout with a single label image shows; automatic takes nuclei, else whole cells, else cytoplasm.</source>
        <translation>Welche Art von Zellen eine Anordnung mit nur einem Labelbild zeigt; automatisch nimmt Kerne, sonst ganze Zellen, sonst Zytoplasma.</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>nuclei</source>
        <translation>Kerne</translation>
    </message>
    <message>
        <source>cytoplasm</source>
        <translation>Zytoplasma</translation>
    </message>
    <message>
        <source>whole cells</source>
        <translation>ganze Zellen</translation>
    </message>
    <message>
        <source>Grey values</source>
        <translation>Grauwerte</translation>
    </message>
    <message>
        <source>How greys are written: whole numbers of 16 or 8 bits, or the network&apos;s values from -1 to 1.</source>
        <translation>Wie Grautöne geschrieben werden: ganze Zahlen mit 16 oder 8 Bit, oder die Werte des Netzes von -1 bis 1.</translation>
    </message>
    <message>
        <source>16 bits</source>
        <translation>16 Bit</translation>
    </message>
    <message>
        <source>8 bits</source>
        <translation>8 Bit</translation>
    </message>
    <message>
        <source>floats</source>
        <translation>Gleitkommazahlen</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>Skalierung</translation>
    </message>
    <message>
        <source>Fixed gives the same grey the same number in all images; stretched uses the whole range in each.</source>
        <translation>Fest gibt demselben Grau in allen Bildern dieselbe Zahl; gespreizt nutzt in jedem den ganzen Bereich.</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>fest</translation>
    </message>
    <message>
        <source>stretched in each image</source>
        <translation>in jedem Bild gespreizt</translation>
    </message>
    <message>
        <source>Dataset number</source>
        <translation>Nummer des Datensatzes</translation>
    </message>
    <message>
        <source>nnU-Net&apos;s number of the dataset, as in Dataset001.</source>
        <translation>Die Nummer des Datensatzes bei nnU-Net, wie in Dataset001.</translation>
    </message>
    <message>
        <source>Keep sketches</source>
        <translation>Skizzen aufheben</translation>
    </message>
    <message>
        <source>Each sample&apos;s sketch is stored too; it holds the full outlines of cells that overlap.</source>
        <translation>Auch die Skizze jedes Beispiels wird gespeichert; sie enthält die ganzen Umrisse überlappender Zellen.</translation>
    </message>
    <message>
        <source>Lost cells at most</source>
        <translation>Verlorene Zellen höchstens</translation>
    </message>
    <message>
        <source>Samples in which more of the cells cannot be seen any more are made again; 100 accepts all.</source>
        <translation>Beispiele, in denen mehr Zellen nicht mehr zu sehen sind, werden noch einmal erzeugt; 100 nimmt alle.</translation>
    </message>
    <message>
        <source>Likeness at least</source>
        <translation>Ähnlichkeit mindestens</translation>
    </message>
    <message>
        <source>Samples whose image is less like its sketch (correlation, ZNCC) are made again; -1 accepts all.</source>
        <translation>Beispiele, deren Bild der Skizze weniger ähnelt (Korrelation, ZNCC), werden noch einmal erzeugt; -1 nimmt alle.</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>How often a sample is made, each time with another seed, before it is given up.</source>
        <translation>Wie oft ein Beispiel, jedes Mal mit anderem Startwert, erzeugt wird, bevor es aufgegeben wird.</translation>
    </message>
    <message>
        <source>Failing samples</source>
        <translation>Misslungene Beispiele</translation>
    </message>
    <message>
        <source>What happens to a sample that no attempt made good enough: it is put into the folder set-aside, or kept in the dataset.</source>
        <translation>Was mit einem Beispiel geschieht, das in keinem Versuch gut genug wurde: es kommt in den Ordner set-aside oder bleibt im Datensatz.</translation>
    </message>
    <message>
        <source>set aside</source>
        <translation>aussondern</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>behalten</translation>
    </message>
    <message>
        <source>Texture</source>
        <translation>Textur</translation>
    </message>
    <message>
        <source>Realism η</source>
        <translation>Realismus η</translation>
    </message>
    <message>
        <source>Fidelity or realism: how much fresh noise SDE-DPM-Solver++ adds on its way. 1 makes the most realistic texture, 0 follows the drawing most closely and looks flatter; the other samplers ignore it.</source>
        <translation>Treue oder Realismus: wie viel frisches Rauschen SDE-DPM-Solver++ unterwegs hinzufügt. 1 gibt die wirklichkeitsnächste Textur, 0 folgt der Zeichnung am genauesten und wirkt flacher; die anderen Verfahren beachten den Wert nicht.</translation>
    </message>
    <message>
        <source>Dim cells start later</source>
        <translation>Dunkle Zellen starten später</translation>
    </message>
    <message>
        <source>Cells that are lost in the image are generated again from a later step of their own, chosen by their contrast, until they can be seen; the rest of the image stays as it is.</source>
        <translation>Zellen, die im Bild verloren gingen, werden von einem eigenen, späteren Schritt an noch einmal erzeugt, je nach verbliebenem Kontrast, bis man sie sieht; das übrige Bild bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>D_B tolerance</source>
        <translation>D_B-Toleranz</translation>
    </message>
    <message>
        <source>How far above its lowest value the distance of the noisy histograms may lie; more of it recommends an earlier start step, which keeps more of the sketch.</source>
        <translation>Wie weit der Abstand der verrauschten Histogramme über seinem kleinsten Wert liegen darf; mit mehr wird ein früherer Startschritt empfohlen, der mehr von der Skizze behält.</translation>
    </message>
    <message>
        <source>Least ZNCC</source>
        <translation>Kleinste ZNCC</translation>
    </message>
    <message>
        <source>How much the generated image must at least resemble the sketch; with less, cells no longer lie where their labels say.</source>
        <translation>Wie sehr das erzeugte Bild der Skizze mindestens gleichen muss; mit weniger liegen Zellen nicht mehr dort, wo ihr Label ist.</translation>
    </message>
    <message>
        <source>Diameter</source>
        <translation>Durchmesser</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>Kleinste</translation>
    </message>
    <message>
        <source>What covers less of the picture than this part of a typical cell is left out.</source>
        <translation>Was kleiner ist als dieser Teil einer typischen Zelle, wird weggelassen.</translation>
    </message>
    <message>
        <source>How far apart two slices of a volume are, in pixels; automatic takes it from the image&apos;s voxel spacing.</source>
        <translation>Abstand zweier Schichten eines Volumens in Pixeln; automatisch wird er dem Voxelabstand des Bildes entnommen.</translation>
    </message>
    <message>
        <source>Diameter of a typical nucleus: smaller values divide more; automatic estimates it from the image.</source>
        <translation>Durchmesser eines typischen Zellkerns: kleinere Werte trennen mehr; automatisch wird er aus dem Bild geschätzt.</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>Rand</translation>
    </message>
    <message>
        <source>Where a nucleus ends between the background around it (0) and its own brightness (100): higher values make nuclei smaller.</source>
        <translation>Wo ein Kern endet, zwischen dem Hintergrund um ihn (0) und seiner eigenen Helligkeit (100): höhere Werte machen die Kerne kleiner.</translation>
    </message>
    <message>
        <source>Least contrast</source>
        <translation>Mindestkontrast</translation>
    </message>
    <message>
        <source>How much brighter than the background a nucleus is at least, in parts of the image&apos;s grey range: lower values find fainter nuclei; automatic finds it from the noise.</source>
        <translation>Um wie viel heller als der Hintergrund ein Kern mindestens ist, in Teilen des Grauwertbereichs: niedrigere Werte finden schwächere Kerne; automatisch ergibt es sich aus dem Rauschen.</translation>
    </message>
    <message>
        <source>Notch</source>
        <translation>Einkerbung</translation>
    </message>
    <message>
        <source>How deep the notch between two touching nuclei is at least: lower values divide more.</source>
        <translation>Wie tief die Einkerbung zwischen zwei sich berührenden Kernen mindestens ist: niedrigere Werte trennen mehr.</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>Blur against noise before anything is looked for: higher values make outlines smoother.</source>
        <translation>Weichzeichnen gegen Rauschen, bevor gesucht wird: höhere Werte glätten die Umrisse.</translation>
    </message>
    <message>
        <source>Diameter of a typical cell; automatic estimates it from the image.</source>
        <translation>Durchmesser einer typischen Zelle; automatisch wird er aus dem Bild geschätzt.</translation>
    </message>
    <message>
        <source>Blur before the insides of cells are looked for: higher values find fewer cells; automatic takes a part of the diameter.</source>
        <translation>Weichzeichnen, bevor das Innere der Zellen gesucht wird: höhere Werte finden weniger Zellen; automatisch ist es ein Teil des Durchmessers.</translation>
    </message>
    <message>
        <source>Membrane height</source>
        <translation>Membranhöhe</translation>
    </message>
    <message>
        <source>How much brighter than the cells&apos; insides a membrane between two cells is at least, in parts of the image&apos;s grey range: lower values divide more.</source>
        <translation>Um wie viel heller als das Innere der Zellen eine Membran zwischen zwei Zellen mindestens ist, in Teilen des Grauwertbereichs: niedrigere Werte trennen mehr.</translation>
    </message>
    <message>
        <source>cells</source>
        <translation>Zellen</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>Größte</translation>
    </message>
    <message>
        <source>What is larger than this many typical cells is taken for the outside; 0 = nothing is.</source>
        <translation>Was größer ist als so viele typische Zellen, gilt als außen; 0 = nichts.</translation>
    </message>
    <message>
        <source>there is no image</source>
        <translation>Das Bild fehlt</translation>
    </message>
    <message>
        <source>there are no labels</source>
        <translation>Die Labels fehlen</translation>
    </message>
    <message>
        <source>a file cannot be read</source>
        <translation>Eine Datei ist nicht lesbar</translation>
    </message>
    <message>
        <source>the labels differ in size from the image</source>
        <translation>Labels und Bild sind verschieden groß</translation>
    </message>
    <message>
        <source>the labels are empty</source>
        <translation>Die Labels sind leer</translation>
    </message>
    <message>
        <source>ids reach the highest number that their file can hold: some may be cut off</source>
        <translation>Nummern reichen bis zur höchsten, die ihre Datei fasst: Manche können abgeschnitten sein</translation>
    </message>
    <message>
        <source>a class is not among those that the dataset lists</source>
        <translation>Eine Klasse ist keine von denen, die der Datensatz nennt</translation>
    </message>
    <message>
        <source>the image is blank</source>
        <translation>Das Bild ist leer</translation>
    </message>
    <message>
        <source>Patches per image</source>
        <translation>Ausschnitte pro Bild</translation>
    </message>
    <message>
        <source>How many patches of each image are looked at; more of them describe it better and take longer.</source>
        <translation>Wie viele Ausschnitte jedes Bildes betrachtet werden; mehr beschreiben es besser und dauern länger.</translation>
    </message>
    <message>
        <source>Autoencoder steps</source>
        <translation>Schritte des Autoencoders</translation>
    </message>
    <message>
        <source>How long the autoencoder learns; with more steps the map minds finer detail.</source>
        <translation>Wie lange der Autoencoder lernt; mit mehr Schritten achtet die Karte auf feinere Einzelheiten.</translation>
    </message>
    <message>
        <source>Classifier steps</source>
        <translation>Schritte des Klassifikators</translation>
    </message>
    <message>
        <source>How long the classifier learns to tell generated patches from real ones; the longer, the harder it is to deceive.</source>
        <translation>Wie lange der Klassifikator lernt, erzeugte Ausschnitte von echten zu unterscheiden; je länger, desto schwerer ist er zu täuschen.</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>Perplexität</translation>
    </message>
    <message>
        <source>About how many neighbours of an image count for its place on the map; less of it shows smaller groups.</source>
        <translation>Etwa wie viele Nachbarn eines Bildes für seinen Ort auf der Karte zählen; weniger zeigt kleinere Gruppen.</translation>
    </message>
    <message>
        <source>Relief, mottling and grain that a flat sketch lacks, measured for the model: 1 gives pictures about as rough as real ones, 0 is the paper&apos;s way and comes out smoother. Models without such measurements ignore it.</source>
        <translation>Relief, Wolkung und Korn, die einer flachen Skizze fehlen, für das Modell gemessen: 1 ergibt etwa so raue Bilder wie echte, 0 ist der Weg der Veröffentlichung und wird glatter. Modelle ohne solche Messungen beachten es nicht.</translation>
    </message>
</context>
<context>
    <name>ScaleBar</name>
    <message>
        <source>%1 µm</source>
        <translation>%1 µm</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
</context>
<context>
    <name>SketchCheck</name>
    <message>
        <source>Cell %1 lies outside the canvas</source>
        <translation>Zelle %1 liegt außerhalb der Zeichenfläche</translation>
    </message>
    <message>
        <source>Outside the canvas</source>
        <translation>Außerhalb der Zeichenfläche</translation>
    </message>
    <message>
        <source>Tiny</source>
        <translation>Winzig</translation>
    </message>
    <message>
        <source>As grey as the background</source>
        <translation>So grau wie der Hintergrund</translation>
    </message>
    <message>
        <source>In pieces</source>
        <translation>In Stücken</translation>
    </message>
    <message>
        <source>Drawn twice</source>
        <translation>Doppelt gezeichnet</translation>
    </message>
    <message>
        <source>At the edge</source>
        <translation>Am Rand</translation>
    </message>
    <message>
        <source>Cell %1 is tiny: %2 px, where %3 are usual</source>
        <translation>Zelle %1 ist winzig: %2 Pixel, wo %3 üblich sind</translation>
    </message>
    <message>
        <source>Cell %1 is tiny: %2 px</source>
        <translation>Zelle %1 ist winzig: %2 Pixel</translation>
    </message>
    <message>
        <source>Cell %1 is as grey as the background</source>
        <translation>Zelle %1 ist so grau wie der Hintergrund</translation>
    </message>
    <message>
        <source>Cell %1 is in %2 pieces, the smallest of %3 px</source>
        <translation>Zelle %1 besteht aus %2 Stücken, das kleinste aus %3 Pixeln</translation>
    </message>
    <message>
        <source>Cells %1 and %2 lie at the same place</source>
        <translation>Die Zellen %1 und %2 liegen am selben Ort</translation>
    </message>
    <message>
        <source>Cell %1 reaches the edge</source>
        <translation>Zelle %1 reicht bis zum Rand</translation>
    </message>
    <message>
        <source>It is in no image and in no label image.</source>
        <translation>Sie ist in keinem Bild und in keinem Label-Bild.</translation>
    </message>
    <message>
        <source>It may get lost in the generated image; perhaps it is a slip of the brush.</source>
        <translation>Sie kann im erzeugten Bild verloren gehen; vielleicht ist sie ein Versehen mit dem Pinsel.</translation>
    </message>
    <message>
        <source>It may get lost in the generated image: give it another grey.</source>
        <translation>Sie kann im erzeugten Bild verloren gehen: Geben Sie ihr ein anderes Grau.</translation>
    </message>
    <message>
        <source>All pieces have the same label. Pieces in different slices can be joined by interpolating.</source>
        <translation>Alle Stücke haben dasselbe Label. Stücke in verschiedenen Schichten lassen sich durch Interpolieren verbinden.</translation>
    </message>
    <message>
        <source>One hides the other in the label image: delete one of them.</source>
        <translation>Im Label-Bild verdeckt eine die andere: Löschen Sie eine davon.</translation>
    </message>
    <message>
        <source>It may be cut off there, as cells in real images are.</source>
        <translation>Sie ist dort vielleicht abgeschnitten, wie Zellen in echten Bildern auch.</translation>
    </message>
</context>
<context>
    <name>VolumePreset</name>
    <message>
        <source>Fluorescence</source>
        <translation>Fluoreszenz</translation>
    </message>
    <message>
        <source>Glowing green; dim structures are see-through.</source>
        <translation>Leuchtend grün; schwache Strukturen sind durchsichtig.</translation>
    </message>
    <message>
        <source>Membrane</source>
        <translation>Membran</translation>
    </message>
    <message>
        <source>Bright sheets and edges stand out; what lies between them is empty.</source>
        <translation>Helle Häute und Kanten treten hervor; was zwischen ihnen liegt, ist leer.</translation>
    </message>
    <message>
        <source>Bright grey</source>
        <translation>Helles Grau</translation>
    </message>
    <message>
        <source>Solid and lit from the front, in greys.</source>
        <translation>Fest und von vorn beleuchtet, in Grauwerten.</translation>
    </message>
    <message>
        <source>Maximum intensity</source>
        <translation>Maximale Helligkeit</translation>
    </message>
    <message>
        <source>The brightest voxel behind each point of the screen, as a microscope&apos;s projection.</source>
        <translation>Das hellste Voxel hinter jedem Punkt des Bildschirms, wie die Projektion eines Mikroskops.</translation>
    </message>
    <message>
        <source>By cell</source>
        <translation>Nach Zelle</translation>
    </message>
    <message>
        <source>Greys as opacity, each cell in its own colour.</source>
        <translation>Grauwerte als Deckkraft, jede Zelle in ihrer Farbe.</translation>
    </message>
</context>
<context>
    <name>cytosketch::BrowserController</name>
    <message>
        <source>Open Dataset</source>
        <translation>Datensatz öffnen</translation>
    </message>
    <message numerus="yes">
        <source>%1 — %2, %n sample(s)</source>
        <translation>
            <numerusform>%1 — %2, %n Beispiel</numerusform>
            <numerusform>%1 — %2, %n Beispiele</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s) moved into the folder “%1”.</source>
        <translation>
            <numerusform>%n Beispiel in den Ordner „%1“ verschoben.</numerusform>
            <numerusform>%n Beispiele in den Ordner „%1“ verschoben.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::BrowserView</name>
    <message>
        <source>No dataset is open.</source>
        <translation>Kein Datensatz ist geöffnet.</translation>
    </message>
    <message>
        <source>Open Dataset…</source>
        <translation>Datensatz öffnen …</translation>
    </message>
    <message>
        <source>Choose the folder of a dataset: one of this program&apos;s, or another&apos;s in one of its layouts.</source>
        <translation>Den Ordner eines Datensatzes wählen: einen von diesem Programm, oder von einem anderen in einer seiner Anordnungen.</translation>
    </message>
    <message>
        <source>Open the folder of a dataset to page through its images and labels.</source>
        <translation>Den Ordner eines Datensatzes öffnen, um seine Bilder und Labels durchzublättern.</translation>
    </message>
    <message>
        <source>Which samples</source>
        <translation>Welche Beispiele</translation>
    </message>
    <message>
        <source>Show all samples, the flagged ones, those with problems, or one part of the dataset.</source>
        <translation>Alle Beispiele zeigen, die markierten, die mit Mängeln, oder einen Teil des Datensatzes.</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Markieren</translation>
    </message>
    <message>
        <source>Mark the chosen samples, to find them again (F).</source>
        <translation>Die gewählten Beispiele markieren, um sie wiederzufinden (F).</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Move the files of the chosen samples into the folder “removed”, and take them off the lists that the dataset has (Delete).</source>
        <translation>Die Dateien der gewählten Beispiele in den Ordner „removed“ verschieben und aus den Listen des Datensatzes streichen (Entf).</translation>
    </message>
    <message>
        <source>Open as Sketch</source>
        <translation>Als Skizze öffnen</translation>
    </message>
    <message>
        <source>Make a sketch of the sample&apos;s labels, with greys measured in its image (Enter).</source>
        <translation>Aus den Labels des Beispiels eine Skizze machen, mit den Grauwerten seines Bildes (Eingabe).</translation>
    </message>
    <message>
        <source>Outlines</source>
        <translation>Umrisse</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>Gefüllt</translation>
    </message>
    <message>
        <source>No labels</source>
        <translation>Keine Labels</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>How the labels lie over the image (L).</source>
        <translation>Wie die Labels über dem Bild liegen (L).</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Channel of the image that is shown.</source>
        <translation>Kanal des Bildes, der gezeigt wird.</translation>
    </message>
    <message>
        <source>Auto contrast</source>
        <translation>Automatischer Kontrast</translation>
    </message>
    <message>
        <source>Limits from each sample&apos;s own darkest and brightest voxels; without it the limits beside it hold for all samples, so that they can be compared.</source>
        <translation>Grenzen aus den dunkelsten und hellsten Voxeln jedes Beispiels; ohne dies gelten die Grenzen daneben für alle Beispiele, damit man sie vergleichen kann.</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <source>Value of the file that is shown black.</source>
        <translation>Wert der Datei, der schwarz erscheint.</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Weiß</translation>
    </message>
    <message>
        <source>Value of the file that is shown white.</source>
        <translation>Wert der Datei, der weiß erscheint.</translation>
    </message>
    <message>
        <source>Slice</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Zeitpunkt</translation>
    </message>
    <message>
        <source>All samples</source>
        <translation>Alle Beispiele</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Markierte</translation>
    </message>
    <message>
        <source>With problems</source>
        <translation>Mit Mängeln</translation>
    </message>
    <message>
        <source>without split</source>
        <translation>ohne Aufteilung</translation>
    </message>
    <message>
        <source>The dataset has no sample.</source>
        <translation>Der Datensatz hat kein Beispiel.</translation>
    </message>
    <message>
        <source>Channel %1</source>
        <translation>Kanal %1</translation>
    </message>
    <message>
        <source>Unflag</source>
        <translation>Markierung löschen</translation>
    </message>
    <message>
        <source>%1 chosen</source>
        <translation>%1 gewählt</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <translation>%1/%2</translation>
    </message>
</context>
<context>
    <name>cytosketch::BrushTool</name>
    <message>
        <source>Drag to paint: on a cell you go on with it, elsewhere you begin a new one (Shift adds to the selected cell) · right button or Alt erases · [ ] or Shift+wheel: size</source>
        <translation>Ziehen malt: auf einer Zelle weiter an ihr, sonst eine neue (Umschalt ergänzt die gewählte Zelle) · rechte Taste oder Alt radiert · [ ] oder Umschalt+Rad: Größe</translation>
    </message>
    <message>
        <source>Drag to erase from the cell under the pointer · right button or Alt paints · [ and ] or Shift+wheel change the size</source>
        <translation>Ziehen nimmt von der Zelle unter dem Zeiger weg · rechte Taste oder Alt malt · [ und ] oder Umschalt+Rad ändern die Größe</translation>
    </message>
    <message>
        <source>Drag to paint with a ball (D: only in this slice): on a cell you go on with it, elsewhere you begin a new one · right button or Alt erases · [ ] or Shift+wheel: size</source>
        <translation>Ziehen malt mit einer Kugel (D: nur in dieser Schicht): auf einer Zelle an ihr weiter, anderswo eine neue · rechte Taste oder Alt radiert · [ ] oder Umschalt+Rad: Größe</translation>
    </message>
    <message>
        <source>Drag to erase with a ball (D: only in this slice) · right button or Alt paints · [ ] or Shift+wheel: size</source>
        <translation>Ziehen radiert mit einer Kugel (D: nur in dieser Schicht) · rechte Taste oder Alt malt · [ ] oder Umschalt+Rad: Größe</translation>
    </message>
</context>
<context>
    <name>cytosketch::Canvas</name>
    <message>
        <source>Sketch canvas</source>
        <translation>Zeichenfläche</translation>
    </message>
    <message>
        <source>Draws the cells of the sketch</source>
        <translation>Zeichnet die Zellen der Skizze</translation>
    </message>
    <message>
        <source>B brush · E eraser · O ellipse · P outline · V select
M begins the next cell</source>
        <translation>B Pinsel · E Radierer · O Ellipse · P Umriss · V Auswählen
M beginnt die nächste Zelle</translation>
    </message>
    <message>
        <source>Drag to draw a cell</source>
        <translation>Ziehen zeichnet eine Zelle</translation>
    </message>
</context>
<context>
    <name>cytosketch::CellEditor</name>
    <message>
        <source>How bright the cells are in the sketch, and so in the generated image</source>
        <translation>Wie hell die Zellen in der Skizze sind, und damit im erzeugten Bild</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source> (double click: default)</source>
        <translation> (Doppelklick: Vorgabe)</translation>
    </message>
    <message>
        <source>Grey, 0 to 1</source>
        <translation>Grau, 0 bis 1</translation>
    </message>
    <message>
        <source>: 0 is black, 1 is white</source>
        <translation>: 0 ist Schwarz, 1 ist Weiß</translation>
    </message>
    <message>
        <source>Brightness, 0 to 1</source>
        <translation>Helligkeit, 0 bis 1</translation>
    </message>
    <message>
        <source>The same as a brightness: 0 is the darkest that a stained cell gets (grey 0.15)</source>
        <translation>Dasselbe als Helligkeit: 0 ist das Dunkelste, was eine gefärbte Zelle wird (Grau 0,15)</translation>
    </message>
    <message>
        <source>Kind of cell</source>
        <translation>Art der Zelle</translation>
    </message>
    <message>
        <source>What the outline stands for; each kind has a label image of its own</source>
        <translation>Wofür der Umriss steht; jede Art hat ihr eigenes Label-Bild</translation>
    </message>
    <message>
        <source>&amp;Grey</source>
        <translation>&amp;Grau</translation>
    </message>
    <message>
        <source>&amp;Brightness</source>
        <translation>&amp;Helligkeit</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>&amp;Art</translation>
    </message>
    <message>
        <source>Cells drawn next</source>
        <translation>Nächste gezeichnete Zellen</translation>
    </message>
    <message>
        <source>Cell %1</source>
        <translation>Zelle %1</translation>
    </message>
    <message numerus="yes">
        <source>%n selected cell(s)</source>
        <translation>
            <numerusform>%n ausgewählte Zelle</numerusform>
            <numerusform>%n ausgewählte Zellen</numerusform>
        </translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Channel of the image that the cells show in; each channel has label images of its own</source>
        <translation>Kanal des Bildes, in dem sich die Zellen zeigen; jeder Kanal hat eigene Label-Bilder</translation>
    </message>
    <message>
        <source>C&amp;hannel</source>
        <translation>K&amp;anal</translation>
    </message>
</context>
<context>
    <name>cytosketch::CellEdits</name>
    <message>
        <source>Cut out</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Delete cells</source>
        <translation>Zellen löschen</translation>
    </message>
    <message>
        <source>Move cells</source>
        <translation>Zellen bewegen</translation>
    </message>
    <message>
        <source>Duplicate cells</source>
        <translation>Zellen verdoppeln</translation>
    </message>
    <message>
        <source>Merge cells</source>
        <translation>Zellen verschmelzen</translation>
    </message>
    <message>
        <source>Change intensity</source>
        <translation>Helligkeit ändern</translation>
    </message>
    <message>
        <source>Change kind</source>
        <translation>Art ändern</translation>
    </message>
    <message>
        <source>Change channel</source>
        <translation>Kanal ändern</translation>
    </message>
    <message>
        <source>Bring to front</source>
        <translation>Nach vorn</translation>
    </message>
    <message>
        <source>Send to back</source>
        <translation>Nach hinten</translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation>Löcher füllen</translation>
    </message>
    <message>
        <source>Copy to another frame</source>
        <translation>In anderes Einzelbild kopieren</translation>
    </message>
    <message>
        <source>Copy to another slice</source>
        <translation>In andere Schicht kopieren</translation>
    </message>
    <message>
        <source>Interpolate</source>
        <translation>Interpolieren</translation>
    </message>
</context>
<context>
    <name>cytosketch::CellStatistics</name>
    <message>
        <source>Quantity</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>What the numbers and the histogram are about</source>
        <translation>Wovon Zahlen und Histogramm handeln</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s)</source>
        <translation>
            <numerusform>%n Zelle</numerusform>
            <numerusform>%n Zellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected cell(s)</source>
        <translation>
            <numerusform>%n ausgewählte Zelle</numerusform>
            <numerusform>%n ausgewählte Zellen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: mean %2 ± %3, median %4, %5 to %6</source>
        <translation>%1: Mittel %2 ± %3, Median %4, %5 bis %6</translation>
    </message>
</context>
<context>
    <name>cytosketch::CellsModel</name>
    <message>
        <source>Nucleus</source>
        <translation>Zellkern</translation>
    </message>
    <message>
        <source>Cytoplasm</source>
        <translation>Zytoplasma</translation>
    </message>
    <message>
        <source>Whole cell</source>
        <translation>Ganze Zelle</translation>
    </message>
    <message>
        <source>Cell %1 · %2 px</source>
        <translation>Zelle %1 · %2 px</translation>
    </message>
    <message>
        <source> · %1 µm²</source>
        <translation> · %1 µm²</translation>
    </message>
    <message>
        <source> · grey %1, brightness %2</source>
        <translation> · Grau %1, Helligkeit %2</translation>
    </message>
    <message>
        <source>Number of the cell: its value in the label image</source>
        <translation>Nummer der Zelle: ihr Wert im Label-Bild</translation>
    </message>
    <message>
        <source>What the outline stands for; each kind has a label image of its own</source>
        <translation>Wofür der Umriss steht; jede Art hat ihr eigenes Label-Bild</translation>
    </message>
    <message>
        <source>Area of the cell in µm²</source>
        <translation>Fläche der Zelle in µm²</translation>
    </message>
    <message>
        <source>Area of the cell in pixels; the pixel size is not known</source>
        <translation>Fläche der Zelle in Pixeln; die Pixelgröße ist nicht bekannt</translation>
    </message>
    <message>
        <source>Grey of the cell in the sketch, 0 to 1: brighter cells come out brighter</source>
        <translation>Grau der Zelle in der Skizze, 0 bis 1: Hellere Zellen werden heller</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>Zelle</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Area, µm²</source>
        <translation>Fläche, µm²</translation>
    </message>
    <message>
        <source>Area, px</source>
        <translation>Fläche, px</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Cell %1 · %2 voxels</source>
        <translation>Zelle %1 · %2 Voxel</translation>
    </message>
    <message>
        <source> · %1 µm³</source>
        <translation> · %1 µm³</translation>
    </message>
    <message>
        <source>Volume of the cell in µm³</source>
        <translation>Volumen der Zelle in µm³</translation>
    </message>
    <message>
        <source>Volume of the cell in voxels; the size of a voxel is not known</source>
        <translation>Volumen der Zelle in Voxeln; die Größe eines Voxels ist nicht bekannt</translation>
    </message>
    <message>
        <source>Volume, µm³</source>
        <translation>Volumen, µm³</translation>
    </message>
    <message>
        <source>Volume, voxels</source>
        <translation>Volumen, Voxel</translation>
    </message>
    <message>
        <source>voxels</source>
        <translation>Voxel</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>Channel of the image that the cell shows in; each channel has label images of its own</source>
        <translation>Kanal des Bildes, in dem sich die Zelle zeigt; jeder Kanal hat eigene Label-Bilder</translation>
    </message>
    <message>
        <source>First and last slice of the cell</source>
        <translation>Erste und letzte Schicht der Zelle</translation>
    </message>
    <message>
        <source>First and last frame of the cell</source>
        <translation>Erstes und letztes Bild der Zelle</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
</context>
<context>
    <name>cytosketch::CellsPanel</name>
    <message>
        <source>Cells</source>
        <translation>Zellen</translation>
    </message>
    <message>
        <source>Locate</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Zoom to the selected cell</source>
        <translation>Die ausgewählte Zelle groß zeigen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete the selected cells (Del)</source>
        <translation>Die ausgewählten Zellen löschen (Entf)</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s)</source>
        <translation>
            <numerusform>%n Zelle</numerusform>
            <numerusform>%n Zellen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 selected</source>
        <translation>%1 · %2 ausgewählt</translation>
    </message>
    <message>
        <source>All cells of the sketch with kind, area and grey, in several channels, slices or frames with these as well</source>
        <translation>Alle Zellen der Skizze mit Art, Fläche und Grau, bei mehreren Kanälen, Schichten oder Bildern auch mit diesen</translation>
    </message>
    <message>
        <source>Re-light…</source>
        <translation>Neu beleuchten …</translation>
    </message>
    <message>
        <source>Give the selected cells, or all, brightnesses by chance</source>
        <translation>Den ausgewählten Zellen, oder allen, zufällige Helligkeiten geben</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>Mean, spread and histogram of areas and greys; of the selected cells if there are several</source>
        <translation>Mittel, Streuung und Histogramm von Flächen und Grauwerten; der ausgewählten Zellen, wenn es mehrere sind</translation>
    </message>
</context>
<context>
    <name>cytosketch::ChanceDialog</name>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>The same seed draws the same values.</source>
        <translation>Derselbe Startwert würfelt dieselben Werte.</translation>
    </message>
    <message>
        <source>Another seed by chance</source>
        <translation>Ein anderer, zufälliger Startwert</translation>
    </message>
    <message>
        <source>New seed</source>
        <translation>Neuer Startwert</translation>
    </message>
    <message numerus="yes">
        <source>Only the %n selected cell(s)</source>
        <translation>
            <numerusform>Nur die %n ausgewählte Zelle</numerusform>
            <numerusform>Nur die %n ausgewählten Zellen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::ChannelBar</name>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Show &amp;only this channel</source>
        <translation>&amp;Nur diesen Kanal zeigen</translation>
    </message>
    <message>
        <source>Show &amp;all channels</source>
        <translation>&amp;Alle Kanäle zeigen</translation>
    </message>
    <message>
        <source>&amp;Colour…</source>
        <translation>&amp;Farbe …</translation>
    </message>
    <message>
        <source>&amp;Names and number…</source>
        <translation>Namen und A&amp;nzahl …</translation>
    </message>
    <message>
        <source>Colour of %1</source>
        <translation>Farbe von %1</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>Show or hide %1 in all views</source>
        <translation>%1 in allen Ansichten zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Draw in %1</source>
        <translation>In %1 zeichnen</translation>
    </message>
    <message>
        <source>Draw the next cells in %1</source>
        <translation>Die nächsten Zellen in %1 zeichnen</translation>
    </message>
</context>
<context>
    <name>cytosketch::ChannelFields</name>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Stains or structures that are imaged together, as nuclei and membranes; 1 = a grey image</source>
        <translation>Färbungen oder Strukturen, die zusammen aufgenommen werden, etwa Kerne und Membranen; 1 = ein Graubild</translation>
    </message>
    <message>
        <source>Channel %1</source>
        <translation>Kanal %1</translation>
    </message>
    <message>
        <source>Colour of channel %1</source>
        <translation>Farbe von Kanal %1</translation>
    </message>
    <message>
        <source>Colour of this channel in all views</source>
        <translation>Farbe dieses Kanals in allen Ansichten</translation>
    </message>
    <message>
        <source>Name of channel %1</source>
        <translation>Name von Kanal %1</translation>
    </message>
    <message>
        <source>What this channel shows, such as nuclei or membranes</source>
        <translation>Was dieser Kanal zeigt, etwa Kerne oder Membranen</translation>
    </message>
</context>
<context>
    <name>cytosketch::ChannelsDialog</name>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Cells of a channel that is taken away go to the last one that stays.</source>
        <translation>Zellen eines Kanals, der wegfällt, kommen in den letzten, der bleibt.</translation>
    </message>
</context>
<context>
    <name>cytosketch::ClipPopover</name>
    <message>
        <source>Columns (x)</source>
        <translation>Spalten (x)</translation>
    </message>
    <message>
        <source>Rows (y)</source>
        <translation>Zeilen (y)</translation>
    </message>
    <message>
        <source>Slices (z)</source>
        <translation>Schichten (z)</translation>
    </message>
    <message>
        <source>Shows only this part of the volume. Arrow keys move the lower end, with Shift the upper one; drag the middle to move both.</source>
        <translation>Zeigt nur diesen Teil des Volumens. Pfeiltasten bewegen das untere Ende, mit Umschalt das obere; an der Mitte ziehen bewegt beide.</translation>
    </message>
    <message>
        <source>Whole volume</source>
        <translation>Ganzes Volumen</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
</context>
<context>
    <name>cytosketch::CommandPalette</name>
    <message>
        <source>Find Command</source>
        <translation>Befehl finden</translation>
    </message>
    <message>
        <source>Type part of a command&apos;s name</source>
        <translation>Einen Teil des Befehlsnamens tippen</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>%1   (%2)</source>
        <translation>%1   (%2)</translation>
    </message>
</context>
<context>
    <name>cytosketch::ContactSheet</name>
    <message>
        <source>Contact sheet</source>
        <translation>Kontaktbogen</translation>
    </message>
    <message>
        <source>Click an image to see its numbers.</source>
        <translation>Ein Bild anklicken, um seine Zahlen zu sehen.</translation>
    </message>
    <message>
        <source>%1 · σ %2</source>
        <translation>%1 · σ %2</translation>
    </message>
    <message>
        <source>real image</source>
        <translation>echtes Bild</translation>
    </message>
    <message>
        <source>sketch</source>
        <translation>Skizze</translation>
    </message>
</context>
<context>
    <name>cytosketch::ContrastPopover</name>
    <message>
        <source>Black at</source>
        <translation>Schwarz bei</translation>
    </message>
    <message>
        <source>Grey that is shown black; it changes the view only, not the image.</source>
        <translation>Grau, das schwarz gezeigt wird; das ändert nur die Anzeige, nicht das Bild.</translation>
    </message>
    <message>
        <source>White at</source>
        <translation>Weiß bei</translation>
    </message>
    <message>
        <source>Grey that is shown white; it changes the view only, not the image.</source>
        <translation>Grau, das weiß gezeigt wird; das ändert nur die Anzeige, nicht das Bild.</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>Gamma</translation>
    </message>
    <message>
        <source>Below 1 lifts dark structures, above 1 darkens them.</source>
        <translation>Unter 1 hebt es dunkle Strukturen hervor, über 1 dunkelt es sie ab.</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Colour table of this view.</source>
        <translation>Farbtabelle dieser Anzeige.</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Auto</translation>
    </message>
    <message>
        <source>Limits at the 0.1 and 99.9 percent points of the image.</source>
        <translation>Grenzen bei den Punkten 0,1 und 99,9 Prozent des Bildes.</translation>
    </message>
    <message>
        <source>Whole range</source>
        <translation>Ganzer Bereich</translation>
    </message>
    <message>
        <source>Limits 0 and 1, gamma 1.</source>
        <translation>Grenzen 0 und 1, Gamma 1.</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Channel whose limits are shown here</source>
        <translation>Kanal, dessen Grenzen hier stehen</translation>
    </message>
</context>
<context>
    <name>cytosketch::DatasetPage</name>
    <message>
        <source>%1 s left</source>
        <translation>noch %1 s</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>noch %1 min</translation>
    </message>
    <message>
        <source>%1 h left</source>
        <translation>noch %1 h</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s)</source>
        <translation>
            <numerusform>%n Beispiel</numerusform>
            <numerusform>%n Beispiele</numerusform>
        </translation>
    </message>
    <message>
        <source>, %1 made again</source>
        <translation>, %1 noch einmal erzeugt</translation>
    </message>
    <message>
        <source>, %1 set aside</source>
        <translation>, %1 ausgesondert</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Make Dataset</source>
        <translation>Datensatz &amp;erzeugen</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Folder of Sketches</source>
        <translation>Ordner mit Skizzen</translation>
    </message>
    <message>
        <source>Folder for the Dataset</source>
        <translation>Ordner für den Datensatz</translation>
    </message>
    <message>
        <source>Recipes (*.json)</source>
        <translation>Rezepte (*.json)</translation>
    </message>
    <message>
        <source>Save Recipe</source>
        <translation>Rezept sichern</translation>
    </message>
    <message>
        <source>recipe.json</source>
        <translation>rezept.json</translation>
    </message>
    <message>
        <source>Open Recipe</source>
        <translation>Rezept öffnen</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>Erzeugen</translation>
    </message>
    <message>
        <source>Browse</source>
        <translation>Durchblättern</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>Make or browse a dataset</source>
        <translation>Datensatz herstellen oder durchsehen</translation>
    </message>
</context>
<context>
    <name>cytosketch::DatasetView</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>misslungen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>Choose on the right where the sketches come from and how many samples to make.
Preview shows a few of them; Make Dataset writes them all, with labels.</source>
        <translation>Rechts wählen, woher die Skizzen kommen und wie viele Beispiele es werden sollen.
Die Vorschau zeigt einige davon; Datensatz erzeugen schreibt sie alle, mit Labels.</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Time left, or why not</source>
        <translation>Restzeit, oder warum nicht</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop after what is complete; Resume goes on there.</source>
        <translation>Anhalten nach dem, was fertig ist; Fortsetzen macht dort weiter.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop; samples that are ready stay.</source>
        <translation>Abbrechen; fertige Beispiele bleiben.</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Put it into the queue again; samples that are ready are not made again.</source>
        <translation>Wieder in die Warteschlange stellen; fertige Beispiele werden nicht noch einmal erzeugt.</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Make it earlier than the one before.</source>
        <translation>Vor dem vorigen erzeugen.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Make it later than the next one.</source>
        <translation>Nach dem nächsten erzeugen.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Take it off the list; its files stay.</source>
        <translation>Von der Liste nehmen; die Dateien bleiben.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Show figures and a contact sheet of the dataset.</source>
        <translation>Kennzahlen und Kontaktbogen des Datensatzes zeigen.</translation>
    </message>
    <message>
        <source>Open Folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Show the dataset&apos;s files.</source>
        <translation>Die Dateien des Datensatzes zeigen.</translation>
    </message>
    <message numerus="yes">
        <source>Sample %1: %n cell(s)</source>
        <translation>
            <numerusform>Beispiel %1: %n Zelle</numerusform>
            <numerusform>Beispiel %1: %n Zellen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 judged cells lost</source>
        <translation>%1 von %2 beurteilten Zellen verloren</translation>
    </message>
    <message>
        <source>likeness to the sketch %1</source>
        <translation>Ähnlichkeit zur Skizze %1</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>set aside: not good enough</source>
        <translation>ausgesondert: nicht gut genug</translation>
    </message>
    <message>
        <source>%1: %2 samples, %3 set aside</source>
        <translation>%1: %2 Beispiele, %3 ausgesondert</translation>
    </message>
    <message>
        <source>%1: %2 samples</source>
        <translation>%1: %2 Beispiele</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Browse</source>
        <translation>Durchblättern</translation>
    </message>
    <message>
        <source>Page through images and labels, flag and remove samples.</source>
        <translation>Bilder und Labels durchblättern, Beispiele markieren und entfernen.</translation>
    </message>
    <message>
        <source>Outlines</source>
        <translation>Umrisse</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>Gefüllt</translation>
    </message>
    <message>
        <source>No labels</source>
        <translation>Keine Labels</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>How the labels lie over the samples of a preview.</source>
        <translation>Wie die Labels über den Beispielen einer Vorschau liegen.</translation>
    </message>
</context>
<context>
    <name>cytosketch::Document</name>
    <message>
        <source>Change shading</source>
        <translation>Schattierung ändern</translation>
    </message>
    <message>
        <source>Change pixel size</source>
        <translation>Pixelgröße ändern</translation>
    </message>
    <message>
        <source>Change seed</source>
        <translation>Startwert ändern</translation>
    </message>
    <message>
        <source>Change canvas size</source>
        <translation>Größe der Zeichenfläche ändern</translation>
    </message>
    <message>
        <source>Swap slices and frames</source>
        <translation>Schichten und Einzelbilder vertauschen</translation>
    </message>
    <message>
        <source>Change channels</source>
        <translation>Kanäle ändern</translation>
    </message>
    <message>
        <source>Channel %1</source>
        <translation>Kanal %1</translation>
    </message>
</context>
<context>
    <name>cytosketch::EllipseTool</name>
    <message>
        <source>Draw an ellipse</source>
        <translation>Eine Ellipse zeichnen</translation>
    </message>
    <message>
        <source>Drag to draw an elliptic cell · Shift keeps it round · Ctrl draws from the middle · right button or Alt cuts out of the selected cell · Esc discards</source>
        <translation>Ziehen zeichnet eine elliptische Zelle · Umschalt hält sie rund · Strg zeichnet von der Mitte aus · rechte Taste oder Alt schneidet aus der ausgewählten Zelle aus · Esc verwirft</translation>
    </message>
    <message>
        <source>Draw an ellipsoid</source>
        <translation>Ellipsoid zeichnen</translation>
    </message>
    <message>
        <source>Drag to draw an ellipsoid, as deep as it is wide and high on average (D: only in this slice) · Shift keeps it round · Ctrl draws from the middle · right button or Alt cuts out of the selected cell</source>
        <translation>Ziehen zeichnet ein Ellipsoid, so tief, wie es im Mittel breit und hoch ist (D: nur in dieser Schicht) · Umschalt hält es rund · Strg zeichnet von der Mitte aus · rechte Taste oder Alt schneidet aus der ausgewählten Zelle</translation>
    </message>
</context>
<context>
    <name>cytosketch::FidelityController</name>
    <message>
        <source>Lost in the image</source>
        <translation>Im Bild verloren</translation>
    </message>
    <message>
        <source>Dim in the image</source>
        <translation>Im Bild zu schwach</translation>
    </message>
    <message>
        <source>Cell %1 cannot be seen: %2 % of its contrast is left</source>
        <translation>Zelle %1 ist nicht zu sehen: von ihrem Kontrast sind %2 % geblieben</translation>
    </message>
    <message>
        <source>Cell %1 is dim: %2 % of its contrast is left</source>
        <translation>Zelle %1 ist schwach: von ihrem Kontrast sind %2 % geblieben</translation>
    </message>
    <message>
        <source>Let it start later (Generate ▸ Heal), try another seed, or drop it from the sketch.</source>
        <translation>Man kann sie später starten lassen (Erzeugen ▸ Heilen), einen anderen Startwert versuchen oder sie aus der Skizze nehmen.</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) cannot be seen in the image; lost and dim cells are outlined in yellow.</source>
        <translation>
            <numerusform>%n Zelle ist im Bild nicht zu sehen; verlorene und schwache Zellen sind gelb umrandet.</numerusform>
            <numerusform>%n Zellen sind im Bild nicht zu sehen; verlorene und schwache Zellen sind gelb umrandet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Heal generates their surroundings again from a later step; the rest of the image stays. Drop takes them out of the sketch. Another seed may show them, too.</source>
        <translation>Heilen erzeugt ihre Umgebung von einem späteren Schritt an noch einmal; das übrige Bild bleibt. Entfernen nimmt sie aus der Skizze. Auch ein anderer Startwert kann sie zeigen.</translation>
    </message>
    <message>
        <source>Heal</source>
        <translation>Heilen</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>Entfernen</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) dropped. Generate again, so that image and labels belong together.</source>
        <translation>
            <numerusform>%n Zelle entfernt. Bitte noch einmal erzeugen, damit Bild und Labels zusammengehören.</numerusform>
            <numerusform>%n Zellen entfernt. Bitte noch einmal erzeugen, damit Bild und Labels zusammengehören.</numerusform>
        </translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Erzeugen</translation>
    </message>
</context>
<context>
    <name>cytosketch::FileController</name>
    <message>
        <source>Sketches (*.cysk)</source>
        <translation>Skizzen (*.cysk)</translation>
    </message>
    <message>
        <source>Images (%1)</source>
        <translation>Bilder (%1)</translation>
    </message>
    <message>
        <source>Save changes?</source>
        <translation>Änderungen speichern?</translation>
    </message>
    <message>
        <source>The sketch has changes that are not saved.</source>
        <translation>Die Skizze hat Änderungen, die nicht gespeichert sind.</translation>
    </message>
    <message>
        <source>Open Sketch</source>
        <translation>Skizze öffnen</translation>
    </message>
    <message>
        <source>sketch</source>
        <translation>skizze</translation>
    </message>
    <message>
        <source>Save Sketch</source>
        <translation>Skizze speichern</translation>
    </message>
    <message>
        <source>Generate an image first, then export it.</source>
        <translation>Erzeugen Sie zuerst ein Bild, dann exportieren Sie es.</translation>
    </message>
    <message>
        <source>image</source>
        <translation>bild</translation>
    </message>
    <message>
        <source>Export Image and Labels</source>
        <translation>Bild und Labels exportieren</translation>
    </message>
    <message>
        <source>Exported %1.</source>
        <translation>%1 exportiert.</translation>
    </message>
    <message>
        <source>In the folder %1</source>
        <translation>Im Ordner %1</translation>
    </message>
    <message>
        <source>A sketch without name</source>
        <translation>Eine Skizze ohne Namen</translation>
    </message>
    <message>
        <source>The program ended unexpectedly. %1 can be recovered as it was on %2.</source>
        <translation>Das Programm endete unerwartet. %1 lässt sich im Stand vom %2 wiederherstellen.</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Clear List</source>
        <translation>Liste leeren</translation>
    </message>
</context>
<context>
    <name>cytosketch::FillTool</name>
    <message>
        <source>Nothing was filled: the area is larger than %1 pixels, so its outline is probably not closed. Close the gap and fill again.</source>
        <translation>Nichts wurde gefüllt: Die Fläche ist größer als %1 Pixel, also ist ihr Umriss wohl nicht geschlossen. Schließen Sie die Lücke und füllen Sie noch einmal.</translation>
    </message>
    <message>
        <source>Nothing was filled: this cell has no holes.</source>
        <translation>Nichts wurde gefüllt: Diese Zelle hat keine Löcher.</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllen</translation>
    </message>
    <message>
        <source>Click an enclosed area to fill it, or a cell to fill its holes · Ctrl+click picks a cell</source>
        <translation>Klick füllt eine umschlossene Fläche oder die Löcher einer Zelle · Strg+Klick nimmt eine Zelle auf</translation>
    </message>
</context>
<context>
    <name>cytosketch::FourUp</name>
    <message>
        <source>Contrast of the planes</source>
        <translation>Kontrast der Ebenen</translation>
    </message>
    <message>
        <source>Contrast, gamma and colours of the image</source>
        <translation>Kontrast, Gamma und Farben des Bildes</translation>
    </message>
    <message>
        <source>Sketch instead of image</source>
        <translation>Skizze statt Bild</translation>
    </message>
    <message>
        <source>Show the sketch in the planes instead of the generated image.</source>
        <translation>Zeigt in den Ebenen die Skizze statt des erzeugten Bildes.</translation>
    </message>
    <message>
        <source>Click or drag: move the crosshair · Ctrl+click: select · wheel: next slice · Ctrl+wheel: zoom · Space+drag: move the view · double click: enlarge</source>
        <translation>Klicken oder Ziehen: Fadenkreuz bewegen · Strg+Klick: auswählen · Rad: nächste Schicht · Strg+Rad: zoomen · Leertaste+Ziehen: Ansicht bewegen · Doppelklick: vergrößern</translation>
    </message>
</context>
<context>
    <name>cytosketch::FromImageController</name>
    <message>
        <source>Sketch from Image: the real image</source>
        <translation>Skizze aus Bild: das echte Bild</translation>
    </message>
    <message>
        <source>Sketch from Image</source>
        <translation>Skizze aus Bild</translation>
    </message>
</context>
<context>
    <name>cytosketch::FromImagePanel</name>
    <message>
        <source>Choose Image…</source>
        <translation>Bild wählen …</translation>
    </message>
    <message>
        <source>Choose a real image; the view on the right shows it with the outlines that are found.</source>
        <translation>Ein echtes Bild wählen; die rechte Ansicht zeigt es mit den gefundenen Umrissen.</translation>
    </message>
    <message>
        <source>No image chosen yet.</source>
        <translation>Noch kein Bild gewählt.</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Which channel of the image is segmented.</source>
        <translation>Welcher Kanal des Bildes segmentiert wird.</translation>
    </message>
    <message>
        <source>Shows</source>
        <translation>Zeigt</translation>
    </message>
    <message>
        <source>What is bright in the image: filled nuclei, or the membranes between cells.</source>
        <translation>Was im Bild hell ist: gefüllte Zellkerne oder die Membranen zwischen den Zellen.</translation>
    </message>
    <message>
        <source>Nuclei</source>
        <translation>Zellkerne</translation>
    </message>
    <message>
        <source>Membranes</source>
        <translation>Membranen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Make Sketch</source>
        <translation>Skizze erstellen</translation>
    </message>
    <message>
        <source>Make editable cells of the outlines in place of this sketch; Undo brings this one back.</source>
        <translation>Aus den Umrissen bearbeitbare Zellen anstelle dieser Skizze machen; Rückgängig holt diese zurück.</translation>
    </message>
    <message>
        <source>No cells found.</source>
        <translation>Keine Zellen gefunden.</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s)</source>
        <translation>
            <numerusform>%n Zelle</numerusform>
            <numerusform>%n Zellen</numerusform>
        </translation>
    </message>
    <message>
        <source>diameter estimated as %1 px</source>
        <translation>Durchmesser auf %1 px geschätzt</translation>
    </message>
    <message>
        <source>diameter %1 px</source>
        <translation>Durchmesser %1 px</translation>
    </message>
</context>
<context>
    <name>cytosketch::GeneratePanel</name>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Another seed by chance</source>
        <translation>Ein anderer, zufälliger Startwert</translation>
    </message>
    <message>
        <source>New seed</source>
        <translation>Neuer Startwert</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source> Its image depends on the tiles.</source>
        <translation> Sein Bild hängt von den Kacheln ab.</translation>
    </message>
    <message>
        <source>&lt;p&gt;Trained on: %1&lt;/p&gt;&lt;p&gt;Licence: %2&lt;/p&gt;</source>
        <translation>&lt;p&gt;Trainiert mit: %1&lt;/p&gt;&lt;p&gt;Lizenz: %2&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Erzeugen</translation>
    </message>
    <message>
        <source>Stop; the image from before stays.</source>
        <translation>Anhalten; das vorige Bild bleibt.</translation>
    </message>
    <message>
        <source>Turn the sketch into an image (Ctrl+Enter)</source>
        <translation>Aus der Skizze ein Bild machen (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>of %1 · %2 % noise</source>
        <translation>von %1 · %2 % Rauschen</translation>
    </message>
    <message numerus="yes">
        <source>%n network call(s)</source>
        <translation>
            <numerusform>%n Netzaufruf</numerusform>
            <numerusform>%n Netzaufrufe</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, about %2 s</source>
        <translation>%1, etwa %2 s</translation>
    </message>
    <message>
        <source>Tiles, memory, precision and device</source>
        <translation>Kacheln, Speicher, Genauigkeit und Gerät</translation>
    </message>
    <message>
        <source>Let all cells start together again</source>
        <translation>Alle Zellen wieder gemeinsam starten lassen</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) start at a later step of their own.</source>
        <translation>
            <numerusform>%n Zelle startet an einem eigenen, späteren Schritt.</numerusform>
            <numerusform>%n Zellen starten an einem eigenen, späteren Schritt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Each channel is made by a model of its own, one after the other.</source>
        <translation>Jeder Kanal wird von einem eigenen Modell erzeugt, einer nach dem anderen.</translation>
    </message>
</context>
<context>
    <name>cytosketch::GenerationController</name>
    <message>
        <source>Noisy at step %1 (%2 %)</source>
        <translation>Verrauscht bei Schritt %1 (%2 %)</translation>
    </message>
    <message>
        <source>Generating</source>
        <translation>Wird erzeugt</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>Das Modell wird geladen</translation>
    </message>
    <message>
        <source>Draw or import at least one cell, then generate.</source>
        <translation>Zeichnen oder importieren Sie mindestens eine Zelle, dann erzeugen Sie.</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) may not come out as drawn.</source>
        <translation>
            <numerusform>%n Zelle wird vielleicht nicht so, wie sie gezeichnet ist.</numerusform>
            <numerusform>%n Zellen werden vielleicht nicht so, wie sie gezeichnet sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>Preview · %1/%2</source>
        <translation>Vorschau · %1/%2</translation>
    </message>
    <message>
        <source>Run %1 · step %2 · seed %3</source>
        <translation>Lauf %1 · Schritt %2 · Startwert %3</translation>
    </message>
    <message>
        <source>Run %1 · %2 s</source>
        <translation>Lauf %1 · %2 s</translation>
    </message>
    <message>
        <source>step %1 · σ %2 · %3 calls · seed %4</source>
        <translation>Schritt %1 · σ %2 · %3 Aufrufe · Startwert %4</translation>
    </message>
    <message>
        <source>Model %1, sampler %2. Click to see this image and its settings again.</source>
        <translation>Modell %1, Verfahren %2. Ein Klick zeigt dieses Bild und seine Einstellungen wieder.</translation>
    </message>
    <message>
        <source>Preview of slice %3 · %1/%2</source>
        <translation>Vorschau von Schicht %3 · %1/%2</translation>
    </message>
    <message numerus="yes">
        <source>No model here makes these %n channels together: each is made by a model of its own, chosen in the Generate panel.</source>
        <translation>
            <numerusform>Kein Modell hier erzeugt diesen %n Kanal: Er wird von einem eigenen Modell erzeugt, gewählt unter Erzeugen.</numerusform>
            <numerusform>Kein Modell hier erzeugt diese %n Kanäle zusammen: Jeder wird von einem eigenen Modell erzeugt, gewählt unter Erzeugen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::HistogramView</name>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
    <message>
        <source>From %1 to %2: %3</source>
        <translation>Von %1 bis %2: %3</translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2: %n cell(s); click to select them</source>
        <translation>
            <numerusform>%1 bis %2: %n Zelle; klicken, um sie auszuwählen</numerusform>
            <numerusform>%1 bis %2: %n Zellen; klicken, um sie auszuwählen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::ImportBar</name>
    <message>
        <source>Import annotations</source>
        <translation>Annotationen importieren</translation>
    </message>
    <message>
        <source>Annotations:</source>
        <translation>Annotationen:</translation>
    </message>
    <message>
        <source>A file or folder: drop it here, choose it, or type its name</source>
        <translation>Datei oder Ordner: hierher ziehen, auswählen oder den Namen eintippen</translation>
    </message>
    <message>
        <source>Label images, the Cell Tracking Challenge, Cellpose, StarDist, ImageJ regions, COCO, HDF5</source>
        <translation>Labelbilder, Cell Tracking Challenge, Cellpose, StarDist, ImageJ-Bereiche, COCO, HDF5</translation>
    </message>
    <message>
        <source>File or folder of annotations</source>
        <translation>Datei oder Ordner mit Annotationen</translation>
    </message>
    <message>
        <source>&amp;File…</source>
        <translation>&amp;Datei …</translation>
    </message>
    <message>
        <source>F&amp;older…</source>
        <translation>&amp;Ordner …</translation>
    </message>
    <message>
        <source>Close without opening anything (Esc)</source>
        <translation>Schließen, ohne etwas zu öffnen (Esc)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>&amp;Image:</source>
        <translation>&amp;Bild:</translation>
    </message>
    <message>
        <source>Which of the annotated images or series becomes the sketch</source>
        <translation>Welches der annotierten Bilder oder welche Serie zur Skizze wird</translation>
    </message>
    <message>
        <source>&amp;Cells are:</source>
        <translation>&amp;Zellen sind:</translation>
    </message>
    <message>
        <source>What the outlines are outlines of</source>
        <translation>Wovon die Umrisse Umrisse sind</translation>
    </message>
    <message>
        <source>&amp;Greys:</source>
        <translation>&amp;Grauwerte:</translation>
    </message>
    <message>
        <source>Where each cell&apos;s grey comes from</source>
        <translation>Woher der Grauwert jeder Zelle kommt</translation>
    </message>
    <message>
        <source>&amp;Every connected area is a cell</source>
        <translation>&amp;Jede zusammenhängende Fläche ist eine Zelle</translation>
    </message>
    <message>
        <source>For black and white masks: labels are disregarded, what is connected is one cell</source>
        <translation>Für Schwarz-Weiß-Masken: Labels zählen nicht, was zusammenhängt, ist eine Zelle</translation>
    </message>
    <message>
        <source>Progress of reading</source>
        <translation>Fortschritt des Lesens</translation>
    </message>
    <message>
        <source>As the file says</source>
        <translation>wie die Datei sagt</translation>
    </message>
    <message>
        <source>Nuclei</source>
        <translation>Zellkerne</translation>
    </message>
    <message>
        <source>Cytoplasm</source>
        <translation>Zytoplasma</translation>
    </message>
    <message>
        <source>Whole cells</source>
        <translation>ganze Zellen</translation>
    </message>
    <message>
        <source>As drawn in the file</source>
        <translation>wie in der Datei gezeichnet</translation>
    </message>
    <message>
        <source>By chance</source>
        <translation>zufällig</translation>
    </message>
    <message>
        <source>Measured in its real image</source>
        <translation>in seinem echten Bild gemessen</translation>
    </message>
    <message>
        <source>Measured in another image…</source>
        <translation>in einem anderen Bild gemessen …</translation>
    </message>
    <message>
        <source>Measured in %1</source>
        <translation>in %1 gemessen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Open as &amp;Sketch</source>
        <translation>Als &amp;Skizze öffnen</translation>
    </message>
</context>
<context>
    <name>cytosketch::ImportController</name>
    <message>
        <source>Annotations (%1)</source>
        <translation>Annotationen (%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Import Annotations</source>
        <translation>Annotationen importieren</translation>
    </message>
    <message>
        <source>Import Annotations from a Folder</source>
        <translation>Annotationen aus einem Ordner importieren</translation>
    </message>
    <message>
        <source>The real image that was annotated</source>
        <translation>Das echte Bild, das annotiert wurde</translation>
    </message>
    <message>
        <source>Imported; note: %1.</source>
        <translation>Importiert; Hinweis: %1.</translation>
    </message>
</context>
<context>
    <name>cytosketch::IssuesBar</name>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Show or hide the details</source>
        <translation>Die Einzelheiten zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Issues</source>
        <translation>Hinweise</translation>
    </message>
</context>
<context>
    <name>cytosketch::IssuesPanel</name>
    <message>
        <source>Nothing to note. Cells that are tiny, in pieces, drawn twice, at the edge or hard to see are listed here; a click takes you there.</source>
        <translation>Nichts zu vermerken. Zellen, die winzig, zerstückelt, doppelt gezeichnet, am Rand oder schlecht zu sehen sind, stehen hier; ein Klick führt hin.</translation>
    </message>
    <message>
        <source>Issues</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Anderes</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Click to select all these cells</source>
        <translation>Klicken, um alle diese Zellen auszuwählen</translation>
    </message>
</context>
<context>
    <name>cytosketch::LatentController</name>
    <message>
        <source>Choose a folder of real images and one of their labels in the Study panel.</source>
        <translation>Wählen Sie in „Untersuchung“ einen Ordner echter Bilder und einen ihrer Labels.</translation>
    </message>
    <message>
        <source>Save Latent Map</source>
        <translation>Latente Karte speichern</translation>
    </message>
    <message>
        <source>Drawing (*.svg);;Picture (*.png);;Numbers (*.csv)</source>
        <translation>Zeichnung (*.svg);;Bild (*.png);;Zahlen (*.csv)</translation>
    </message>
    <message>
        <source>The map could not be written: %1</source>
        <translation>Die Karte konnte nicht geschrieben werden: %1</translation>
    </message>
</context>
<context>
    <name>cytosketch::LatentView</name>
    <message>
        <source>real</source>
        <translation>echt</translation>
    </message>
    <message>
        <source>generated</source>
        <translation>erzeugt</translation>
    </message>
    <message>
        <source>sketch</source>
        <translation>Skizze</translation>
    </message>
    <message>
        <source>images: </source>
        <translation>Bilder: </translation>
    </message>
    <message>
        <source>Images on the map at most</source>
        <translation>Höchstzahl der Bilder auf der Karte</translation>
    </message>
    <message>
        <source>So many images of the folders are mapped, spread evenly; more of them make the percentage surer.</source>
        <translation>So viele Bilder der Ordner kommen auf die Karte, gleichmäßig verteilt; mehr machen den Prozentsatz sicherer.</translation>
    </message>
    <message>
        <source>Progress of the latent map</source>
        <translation>Fortschritt der latenten Karte</translation>
    </message>
    <message>
        <source>Save Map…</source>
        <translation>Karte speichern…</translation>
    </message>
    <message>
        <source>Write the map as drawing, picture or numbers.</source>
        <translation>Schreibt die Karte als Zeichnung, Bild oder Zahlen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Make Map</source>
        <translation>Karte erstellen</translation>
    </message>
    <message>
        <source>Generates an image for each real one, then compares them all.</source>
        <translation>Erzeugt zu jedem echten Bild eines und vergleicht dann alle.</translation>
    </message>
    <message>
        <source>generating</source>
        <translation>erzeugt</translation>
    </message>
    <message>
        <source>learning to describe</source>
        <translation>lernt zu beschreiben</translation>
    </message>
    <message>
        <source>telling generated from real</source>
        <translation>unterscheidet erzeugt von echt</translation>
    </message>
    <message>
        <source>telling sketches from real</source>
        <translation>unterscheidet Skizzen von echt</translation>
    </message>
    <message>
        <source>laying out</source>
        <translation>ordnet an</translation>
    </message>
    <message>
        <source>%1 · about %2 s left</source>
        <translation>%1 · noch etwa %2 s</translation>
    </message>
    <message>
        <source>Latent map: images that look alike lie together</source>
        <translation>Latente Karte: Was sich ähnlich sieht, liegt beisammen</translation>
    </message>
    <message>
        <source>t-SNE 1</source>
        <translation>t-SNE 1</translation>
    </message>
    <message>
        <source>t-SNE 2</source>
        <translation>t-SNE 2</translation>
    </message>
    <message numerus="yes">
        <source>&lt;b&gt;A classifier tells generated from real in %1 of patches&lt;/b&gt; (95 % interval %2 to %3; %n image(s) that it had not seen). 50 % would be chance: no difference that it can find. </source>
        <translation>
            <numerusform>&lt;b&gt;Ein Klassifikator unterscheidet erzeugt von echt bei %1 der Ausschnitte&lt;/b&gt; (95-%-Intervall %2 bis %3; %n Bild, das er nicht kannte). 50 % wären Zufall: kein Unterschied, den er findet. </numerusform>
            <numerusform>&lt;b&gt;Ein Klassifikator unterscheidet erzeugt von echt bei %1 der Ausschnitte&lt;/b&gt; (95-%-Intervall %2 bis %3; %n Bilder, die er nicht kannte). 50 % wären Zufall: kein Unterschied, den er findet. </numerusform>
        </translation>
    </message>
    <message>
        <source>It tells sketches from real in only %1, so it is too weak to trust: take more images.</source>
        <translation>Skizzen unterscheidet er nur bei %1 von echten Bildern, ist also zu schwach, um ihm zu trauen: Nehmen Sie mehr Bilder.</translation>
    </message>
    <message>
        <source>Sketches it tells from real in %1.</source>
        <translation>Skizzen unterscheidet er bei %1 von echten Bildern.</translation>
    </message>
    <message>
        <source>Do generated images lie among real ones? Choose folders of real images and labels at the right, then make a map. It takes some minutes.</source>
        <translation>Liegen erzeugte Bilder unter echten? Wählen Sie rechts Ordner mit echten Bildern und Labels und erstellen Sie dann eine Karte. Das dauert einige Minuten.</translation>
    </message>
    <message>
        <source>Point at a marker to see its image.</source>
        <translation>Zeigen Sie auf eine Marke, um ihr Bild zu sehen.</translation>
    </message>
    <message>
        <source>%1: %2 of %3 patches told right, real or generated</source>
        <translation>%1: %2 von %3 Ausschnitten richtig als echt oder erzeugt erkannt</translation>
    </message>
</context>
<context>
    <name>cytosketch::LightEdits</name>
    <message>
        <source>Re-light cells</source>
        <translation>Zellen neu beleuchten</translation>
    </message>
    <message>
        <source>Add nucleoli</source>
        <translation>Nukleoli hinzufügen</translation>
    </message>
    <message>
        <source>Remove nucleoli</source>
        <translation>Nukleoli entfernen</translation>
    </message>
    <message>
        <source>Greys from real image</source>
        <translation>Grauwerte aus echtem Bild</translation>
    </message>
</context>
<context>
    <name>cytosketch::LightStroke</name>
    <message>
        <source>Darken background</source>
        <translation>Hintergrund abdunkeln</translation>
    </message>
    <message>
        <source>Lighten background</source>
        <translation>Hintergrund aufhellen</translation>
    </message>
</context>
<context>
    <name>cytosketch::LightTool</name>
    <message>
        <source>Drag to lighten the background · right button or Alt darkens · [ ] or Shift+wheel: size · strength in the Shading panel</source>
        <translation>Ziehen hellt den Hintergrund auf · rechte Taste oder Alt dunkelt ab · [ ] oder Umschalt+Rad: Größe · Stärke unter Schattierung</translation>
    </message>
</context>
<context>
    <name>cytosketch::MainWindow</name>
    <message>
        <source>Generate</source>
        <translation>Erzeugen</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>Zellen</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>&amp;Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Sa&amp;mples</source>
        <translation>&amp;Beispiele</translation>
    </message>
    <message>
        <source>&amp;Tool</source>
        <translation>&amp;Werkzeug</translation>
    </message>
    <message>
        <source>No safety copy could be written: %1</source>
        <translation>Es konnte keine Sicherheitskopie geschrieben werden: %1</translation>
    </message>
    <message>
        <source>%1[*] – CytoSketch</source>
        <translation>%1[*] – CytoSketch</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>Load Settings</source>
        <translation>Einstellungen laden</translation>
    </message>
    <message>
        <source>Settings (*.json)</source>
        <translation>Einstellungen (*.json)</translation>
    </message>
    <message>
        <source>Save Settings</source>
        <translation>Einstellungen speichern</translation>
    </message>
    <message>
        <source>Load Model</source>
        <translation>Modell laden</translation>
    </message>
    <message>
        <source>Models (*.cymodel)</source>
        <translation>Modelle (*.cymodel)</translation>
    </message>
    <message>
        <source>The language changes when the program is started again.</source>
        <translation>Die Sprache wechselt beim nächsten Start des Programms.</translation>
    </message>
    <message>
        <source>Only for volumes: this sketch has one slice.</source>
        <translation>Nur für Volumen: Diese Skizze hat eine Schicht.</translation>
    </message>
    <message>
        <source>Nothing to interpolate: draw the cell in two slices that are not neighbours first.</source>
        <translation>Nichts zu interpolieren: Zeichnen Sie die Zelle erst in zwei Schichten, die nicht benachbart sind.</translation>
    </message>
    <message>
        <source>Simulate</source>
        <translation>Simulieren</translation>
    </message>
    <message>
        <source>Issues</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Shading</source>
        <translation>Schattierung</translation>
    </message>
    <message>
        <source>From Image</source>
        <translation>Aus Bild</translation>
    </message>
    <message>
        <source>Choose an image in the panel From Image first.</source>
        <translation>Zuerst in der Leiste Aus Bild ein Bild wählen.</translation>
    </message>
    <message>
        <source>Ch&amp;annel</source>
        <translation>Ka&amp;nal</translation>
    </message>
</context>
<context>
    <name>cytosketch::ModelChooser</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The trained network: it decides what kind of image the sketch becomes.</source>
        <translation>Das trainierte Netz: Es entscheidet, was für ein Bild aus der Skizze wird.</translation>
    </message>
    <message>
        <source>Use a model file from elsewhere.</source>
        <translation>Eine Modelldatei von anderswo benutzen.</translation>
    </message>
    <message>
        <source>Load model</source>
        <translation>Modell laden</translation>
    </message>
    <message>
        <source>One per channel</source>
        <translation>Eines je Kanal</translation>
    </message>
    <message>
        <source>Each channel is made by a model of its own, one after the other.</source>
        <translation>Jeder Kanal wird von einem eigenen Modell erzeugt, einer nach dem anderen.</translation>
    </message>
    <message>
        <source>Model of %1</source>
        <translation>Modell für %1</translation>
    </message>
    <message>
        <source>The network that makes this channel alone.</source>
        <translation>Das Netz, das diesen Kanal allein erzeugt.</translation>
    </message>
</context>
<context>
    <name>cytosketch::NewSketchDialog</name>
    <message>
        <source>New Sketch</source>
        <translation>Neue Skizze</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source> µm</source>
        <translation> µm</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Slices of a volume (z); 1 = a flat image</source>
        <translation>Schichten eines Volumens (z); 1 = ein flaches Bild</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Einzelbilder</translation>
    </message>
    <message>
        <source>Frames of a time series (t); 1 = none</source>
        <translation>Einzelbilder einer Zeitserie (t); 1 = keine</translation>
    </message>
    <message>
        <source>it is written into exported images, drives the scale bar and makes balls round.</source>
        <translation>sie wird in exportierte Bilder geschrieben, bestimmt den Maßstab und macht Kugeln rund.</translation>
    </message>
    <message>
        <source>Pixel width (x)</source>
        <translation>Pixelbreite (x)</translation>
    </message>
    <message>
        <source>Width of a pixel: %1</source>
        <translation>Breite eines Pixels: %1</translation>
    </message>
    <message>
        <source>Pixel height (y)</source>
        <translation>Pixelhöhe (y)</translation>
    </message>
    <message>
        <source>Height of a pixel: %1</source>
        <translation>Höhe eines Pixels: %1</translation>
    </message>
    <message>
        <source>Slice distance (z)</source>
        <translation>Schichtabstand (z)</translation>
    </message>
    <message>
        <source>Distance of two slices: %1</source>
        <translation>Abstand zweier Schichten: %1</translation>
    </message>
    <message>
        <source>One generated image takes %1.</source>
        <translation>Ein erzeugtes Bild braucht %1.</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
</context>
<context>
    <name>cytosketch::PageSwitch</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>cytosketch::PaintStroke</name>
    <message>
        <source>Paint</source>
        <translation>Malen</translation>
    </message>
    <message>
        <source>Paint a new cell</source>
        <translation>Eine neue Zelle malen</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Radieren</translation>
    </message>
</context>
<context>
    <name>cytosketch::ParameterEditor</name>
    <message>
        <source>Unusual: %1 to %2 is what mostly works.</source>
        <translation>Ungewöhnlich: %1 bis %2 ist, was meistens passt.</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>%1: automatic</source>
        <translation>%1: automatisch</translation>
    </message>
    <message>
        <source>Chosen from the image; take the tick away to give a value.</source>
        <translation>Wird aus dem Bild bestimmt; das Häkchen wegnehmen, um einen Wert anzugeben.</translation>
    </message>
</context>
<context>
    <name>cytosketch::PickTool</name>
    <message>
        <source>Click a cell to go on painting it · Ctrl+click does the same with every tool</source>
        <translation>Klick auf eine Zelle, um an ihr weiterzumalen · Strg+Klick tut dasselbe mit jedem Werkzeug</translation>
    </message>
</context>
<context>
    <name>cytosketch::PlaneView</name>
    <message>
        <source>XY plane</source>
        <translation>XY-Ebene</translation>
    </message>
    <message>
        <source>XZ plane</source>
        <translation>XZ-Ebene</translation>
    </message>
    <message>
        <source>YZ plane</source>
        <translation>YZ-Ebene</translation>
    </message>
    <message>
        <source>XY · z %1/%2</source>
        <translation>XY · z %1/%2</translation>
    </message>
    <message>
        <source>XZ · y %1/%2</source>
        <translation>XZ · y %1/%2</translation>
    </message>
    <message>
        <source>YZ · x %1/%2</source>
        <translation>YZ · x %1/%2</translation>
    </message>
</context>
<context>
    <name>cytosketch::PlotView</name>
    <message>
        <source>Save Plot…</source>
        <translation>Diagramm speichern …</translation>
    </message>
    <message>
        <source>Copy Values</source>
        <translation>Werte kopieren</translation>
    </message>
</context>
<context>
    <name>cytosketch::PolygonTool</name>
    <message>
        <source>Draw an outline</source>
        <translation>Einen Umriss zeichnen</translation>
    </message>
    <message>
        <source>Click corners, or drag to draw freehand · Enter or a double click closes · Backspace takes the last corner back · Esc discards</source>
        <translation>Ecken klicken oder freihändig ziehen · Eingabe oder Doppelklick schließt · Rücktaste nimmt die letzte Ecke zurück · Esc verwirft</translation>
    </message>
</context>
<context>
    <name>cytosketch::PositionBar</name>
    <message>
        <source>z</source>
        <translation>z</translation>
    </message>
    <message>
        <source>Slice</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Slice that the views show (wheel, Page Up and Page Down; double click: the middle one)</source>
        <translation>Schicht, die die Ansichten zeigen (Rad, Bild auf und Bild ab; Doppelklick: die mittlere)</translation>
    </message>
    <message>
        <source>t</source>
        <translation>t</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Einzelbild</translation>
    </message>
    <message>
        <source>Frame that the views show (Alt+wheel, Ctrl+Page Up and Page Down; double click: the middle one)</source>
        <translation>Einzelbild, das die Ansichten zeigen (Alt+Rad, Strg+Bild auf und Bild ab; Doppelklick: das mittlere)</translation>
    </message>
    <message>
        <source>%1, as a number</source>
        <translation>%1 als Zahl</translation>
    </message>
</context>
<context>
    <name>cytosketch::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Vorlieben</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Schreibtisch</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Safety copy</source>
        <translation>Sicherheitskopie</translation>
    </message>
    <message>
        <source>every </source>
        <translation>alle </translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>How often unsaved changes are put aside, to be recovered after a crash. Your file is not touched.</source>
        <translation>Wie oft ungespeicherte Änderungen beiseitegelegt werden, um sie nach einem Absturz wiederherzustellen. Ihre Datei wird nicht angerührt.</translation>
    </message>
</context>
<context>
    <name>cytosketch::RangeField</name>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Each sample draws its value between the two; equal ends fix it.</source>
        <translation>Jedes Beispiel zieht seinen Wert zwischen beiden; gleiche Enden legen ihn fest.</translation>
    </message>
</context>
<context>
    <name>cytosketch::RealImageView</name>
    <message>
        <source>Real image</source>
        <translation>Echtes Bild</translation>
    </message>
    <message>
        <source>The real image appears here, with the outlines that are found.

Choose one in the panel From Image.</source>
        <translation>Hier erscheint das echte Bild mit den gefundenen Umrissen.

In der Leiste Aus Bild eines wählen.</translation>
    </message>
</context>
<context>
    <name>cytosketch::RecipePanel</name>
    <message>
        <source>Samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Variation</source>
        <translation>Variation</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Wählen: %1</translation>
    </message>
    <message>
        <source>Sketches</source>
        <translation>Skizzen</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>Simuliert</translation>
    </message>
    <message>
        <source>This sketch, varied</source>
        <translation>Diese Skizze, variiert</translation>
    </message>
    <message>
        <source>Folder of sketches</source>
        <translation>Ordner mit Skizzen</translation>
    </message>
    <message>
        <source>Where the sketches of the samples come from.</source>
        <translation>Woher die Skizzen der Beispiele kommen.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Organism</source>
        <translation>Organismus</translation>
    </message>
    <message>
        <source>Generation</source>
        <translation>Erzeugung</translation>
    </message>
    <message>
        <source>dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>a new or an empty folder</source>
        <translation>ein neuer oder leerer Ordner</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Preview shows a few samples and estimates time and disk space.</source>
        <translation>Die Vorschau zeigt einige Beispiele und schätzt Zeit und Speicherplatz.</translation>
    </message>
    <message>
        <source>Make a few of the samples, chosen by chance; nothing is written.</source>
        <translation>Einige zufällig gewählte Beispiele erzeugen; nichts wird geschrieben.</translation>
    </message>
    <message>
        <source>Open Recipe…</source>
        <translation>Rezept öffnen…</translation>
    </message>
    <message>
        <source>Save Recipe…</source>
        <translation>Rezept sichern…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Make Dataset</source>
        <translation>Datensatz erzeugen</translation>
    </message>
    <message>
        <source>Stop; samples that are ready stay, and the run can be resumed.</source>
        <translation>Anhalten; fertige Beispiele bleiben, und der Lauf kann fortgesetzt werden.</translation>
    </message>
    <message>
        <source>Put this recipe into the queue and start.</source>
        <translation>Dieses Rezept in die Warteschlange stellen und beginnen.</translation>
    </message>
    <message>
        <source>Stop Preview</source>
        <translation>Vorschau anhalten</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>About %1; at most %2 of %3 that are free.</source>
        <translation>Etwa %1; höchstens %2 von %3, die frei sind.</translation>
    </message>
    <message numerus="yes">
        <source>Model %1, %n network call(s); chosen on the page Sketch.</source>
        <translation>
            <numerusform>Modell %1, %n Netzaufruf; gewählt auf der Seite Skizze.</numerusform>
            <numerusform>Modell %1, %n Netzaufrufe; gewählt auf der Seite Skizze.</numerusform>
        </translation>
    </message>
    <message>
        <source>Simulator: a value, or a range to draw from</source>
        <translation>Simulator: ein Wert oder ein Bereich, aus dem gezogen wird</translation>
    </message>
</context>
<context>
    <name>cytosketch::RecommendationBox</name>
    <message>
        <source>Recommendation</source>
        <translation>Empfehlung</translation>
    </message>
    <message>
        <source>Use These</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Set start step and blur of the Generate panel to the recommended ones.</source>
        <translation>Startschritt und Unschärfe im Feld Erzeugen auf die empfohlenen setzen.</translation>
    </message>
    <message>
        <source>Save Report…</source>
        <translation>Bericht speichern …</translation>
    </message>
    <message>
        <source>Write the study as a web page with pictures and tables.</source>
        <translation>Die Untersuchung als Webseite mit Bildern und Tabellen schreiben.</translation>
    </message>
    <message>
        <source>Without real images there is nothing to measure the distance with: judge the contact sheet by eye.</source>
        <translation>Ohne echte Bilder gibt es nichts, womit sich der Abstand messen ließe: Der Kontaktbogen lässt sich nach Augenmaß beurteilen.</translation>
    </message>
    <message>
        <source>Run a study of real images with labels to get one.</source>
        <translation>Eine Untersuchung echter Bilder mit Labels ergibt eine.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Start step %1, σ %2.&lt;/b&gt; Its D_B of %3 is within %4 of the lowest (%5 at step %6, σ %7)</source>
        <translation>&lt;b&gt;Startschritt %1, σ %2.&lt;/b&gt; Sein D_B von %3 liegt höchstens %4 über dem kleinsten (%5 bei Schritt %6, σ %7)</translation>
    </message>
    <message>
        <source>: from there on the noise hides the difference, and an earlier start keeps more of the sketch.</source>
        <translation>: Ab dort verbirgt das Rauschen den Unterschied, und ein früherer Start behält mehr von der Skizze.</translation>
    </message>
    <message>
        <source> ZNCC is %1: the cells stay where their labels say.</source>
        <translation> ZNCC ist %1: Die Zellen bleiben, wo ihre Labels sind.</translation>
    </message>
    <message>
        <source>, but ZNCC is undefined, since the sketch or the image is even.</source>
        <translation>, aber ZNCC ist nicht bestimmt, weil Skizze oder Bild gleichmäßig sind.</translation>
    </message>
    <message>
        <source>, but ZNCC is only %1: the model may not suit these images, or the labels not the image.</source>
        <translation>, aber ZNCC ist nur %1: Vielleicht passt das Modell nicht zu diesen Bildern, oder die Labels nicht zum Bild.</translation>
    </message>
</context>
<context>
    <name>cytosketch::RunStore</name>
    <message>
        <source>The runs could not be put beside the sketch: %1</source>
        <translation>Die Läufe konnten nicht neben die Skizze gelegt werden: %1</translation>
    </message>
    <message>
        <source>They stay in %1</source>
        <translation>Sie bleiben in %1</translation>
    </message>
</context>
<context>
    <name>cytosketch::RunsPanel</name>
    <message>
        <source>Every image that you generate is kept here: click one to see it and its settings again.</source>
        <translation>Jedes Bild, das Sie erzeugen, bleibt hier: Ein Klick zeigt es und seine Einstellungen wieder.</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Show two selected runs side by side; Ctrl+click selects a second one.</source>
        <translation>Zwei ausgewählte Läufe nebeneinander zeigen; Strg+Klick wählt einen zweiten aus.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Move to Trash</source>
        <translation>In den Papierkorb</translation>
    </message>
</context>
<context>
    <name>cytosketch::SampleModel</name>
    <message>
        <source>not read yet</source>
        <translation>noch nicht gelesen</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s)</source>
        <translation>
            <numerusform>%n Zelle</numerusform>
            <numerusform>%n Zellen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 x %2 pixels, %3 slices, %4 frames, %5 channels</source>
        <translation>%1 x %2 Pixel, %3 Schichten, %4 Zeitpunkte, %5 Kanäle</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>markiert</translation>
    </message>
</context>
<context>
    <name>cytosketch::SampleView</name>
    <message>
        <source>Sample</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>x %1 y %2</source>
        <translation>x %1 y %2</translation>
    </message>
    <message>
        <source>cell %1</source>
        <translation>Zelle %1</translation>
    </message>
</context>
<context>
    <name>cytosketch::SelectTool</name>
    <message>
        <source>Click to select, Shift+click for more · drag to move, or to draw a frame around cells · arrows move by a pixel · Ctrl+D duplicates · Del deletes</source>
        <translation>Klick wählt aus, Umschalt+Klick mehr · Ziehen bewegt, oder zieht einen Rahmen um Zellen · Pfeile bewegen um ein Pixel · Strg+D verdoppelt · Entf löscht</translation>
    </message>
</context>
<context>
    <name>cytosketch::ShadingController</name>
    <message>
        <source>Greys from Real Image</source>
        <translation>Grauwerte aus echtem Bild</translation>
    </message>
    <message>
        <source>Greys of cells and background were measured in %1. Decays and lights were taken away: the image holds them already.</source>
        <translation>Die Grauwerte von Zellen und Hintergrund wurden in %1 gemessen. Abnahmen und Lichter wurden entfernt: Das Bild enthält sie schon.</translation>
    </message>
    <message>
        <source>The sketch has changed while its greys were measured in %1. Measure once more.</source>
        <translation>Die Skizze wurde geändert, während ihre Grauwerte in %1 gemessen wurden. Messen Sie noch einmal.</translation>
    </message>
</context>
<context>
    <name>cytosketch::ShadingPanel</name>
    <message>
        <source>Re-light Cells</source>
        <translation>Zellen neu beleuchten</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) get new greys.</source>
        <translation>
            <numerusform>%n Zelle bekommt einen neuen Grauwert.</numerusform>
            <numerusform>%n Zellen bekommen neue Grauwerte.</numerusform>
        </translation>
    </message>
    <message>
        <source>Add Nucleoli</source>
        <translation>Nukleoli hinzufügen</translation>
    </message>
    <message>
        <source>Nuclei get nucleoli in place of those they have.</source>
        <translation>Die Kerne bekommen neue Nukleoli anstelle derer, die sie haben.</translation>
    </message>
    <message numerus="yes">
        <source>%n nucleus(es) are too small for nucleoli this far from the border.</source>
        <translation>
            <numerusform>%n Kern ist zu klein für Nukleoli, die so weit vom Rand entfernt sind.</numerusform>
            <numerusform>%n Kerne sind zu klein für Nukleoli, die so weit vom Rand entfernt sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>Colours cover the greys of the cells.</source>
        <translation>Farben verdecken die Grauwerte der Zellen.</translation>
    </message>
    <message>
        <source>Show greys</source>
        <translation>Grauwerte zeigen</translation>
    </message>
    <message>
        <source>Show the cells in their greys instead of in colours</source>
        <translation>Die Zellen in ihren Grauwerten statt in Farben zeigen</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>Paint Light</source>
        <translation>Licht malen</translation>
    </message>
    <message>
        <source>Lighten the background with a soft brush on the canvas; the right button darkens it (L)</source>
        <translation>Den Hintergrund auf der Zeichenfläche mit einem weichen Pinsel aufhellen; die rechte Taste dunkelt ab (L)</translation>
    </message>
    <message>
        <source>Clear Painted Light</source>
        <translation>Gemaltes Licht löschen</translation>
    </message>
    <message>
        <source>Take away all light that was painted</source>
        <translation>Alles gemalte Licht entfernen</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>Zellen</translation>
    </message>
    <message>
        <source>Re-light Cells…</source>
        <translation>Zellen neu beleuchten…</translation>
    </message>
    <message>
        <source>Draw new greys for the selected cells, or all, by chance</source>
        <translation>Für die ausgewählten Zellen oder alle zufällig neue Grauwerte wählen</translation>
    </message>
    <message>
        <source>Greys from Real Image…</source>
        <translation>Grauwerte aus echtem Bild…</translation>
    </message>
    <message>
        <source>Every cell takes its mean grey in a real image, and the background too</source>
        <translation>Jede Zelle bekommt ihren mittleren Grauwert in einem echten Bild, der Hintergrund ebenso</translation>
    </message>
    <message>
        <source>Centre of the Cells</source>
        <translation>Mitte der Zellen</translation>
    </message>
    <message>
        <source>Put the centre in the middle of all cells, and the extent as far as they reach</source>
        <translation>Die Mitte zwischen alle Zellen setzen und die Ausdehnung so weit, wie sie reichen</translation>
    </message>
    <message>
        <source>Show nucleoli</source>
        <translation>Nukleoli zeigen</translation>
    </message>
    <message>
        <source>Hide nucleoli</source>
        <translation>Nukleoli ausblenden</translation>
    </message>
    <message>
        <source>Add Nucleoli…</source>
        <translation>Nukleoli hinzufügen…</translation>
    </message>
    <message>
        <source>Give the selected nuclei, or all, dark nucleoli by chance</source>
        <translation>Den ausgewählten Kernen oder allen zufällig dunkle Nukleoli geben</translation>
    </message>
    <message>
        <source>Remove Nucleoli</source>
        <translation>Nukleoli entfernen</translation>
    </message>
    <message>
        <source>Take the nucleoli of the selected nuclei, or all, away</source>
        <translation>Die Nukleoli der ausgewählten Kerne oder aller entfernen</translation>
    </message>
    <message>
        <source>Membranes</source>
        <translation>Membranen</translation>
    </message>
    <message>
        <source>Background, channel %1</source>
        <translation>Hintergrund, Kanal %1</translation>
    </message>
    <message>
        <source>Clear painted light</source>
        <translation>Gemaltes Licht löschen</translation>
    </message>
</context>
<context>
    <name>cytosketch::ShortcutEditor</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neue Taste</translation>
    </message>
    <message>
        <source>No Key</source>
        <translation>Keine Taste</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>%1 belongs to &quot;%2&quot;. Take it away there first.</source>
        <translation>%1 gehört zu „%2“. Nehmen Sie sie dort zuerst weg.</translation>
    </message>
</context>
<context>
    <name>cytosketch::SimulatePanel</name>
    <message>
        <source>Organism</source>
        <translation>Organismus</translation>
    </message>
    <message>
        <source>What kind of cells the sketch shows.</source>
        <translation>Welche Art von Zellen die Skizze zeigt.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>The same seed and values give the same sketch.</source>
        <translation>Derselbe Startwert und dieselben Werte ergeben dieselbe Skizze.</translation>
    </message>
    <message>
        <source>Another seed by chance</source>
        <translation>Ein anderer, zufälliger Startwert</translation>
    </message>
    <message>
        <source>New seed</source>
        <translation>Neuer Startwert</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Suits the model %1.</source>
        <translation>Passt zum Modell %1.</translation>
    </message>
    <message>
        <source>No model that comes with the program suits it yet.</source>
        <translation>Noch passt kein mitgeliefertes Modell dazu.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Simulate</source>
        <translation>Simulieren</translation>
    </message>
    <message>
        <source>Stop; the sketch stays as it is.</source>
        <translation>Anhalten; die Skizze bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Make a new sketch in place of this one; Undo brings this one back.</source>
        <translation>Eine neue Skizze anstelle dieser machen; Rückgängig bringt diese zurück.</translation>
    </message>
    <message>
        <source>%1 of %2 cells; no more fit.</source>
        <translation>%1 von %2 Zellen; mehr passen nicht hinein.</translation>
    </message>
    <message>
        <source>%1 of %2 cells.</source>
        <translation>%1 von %2 Zellen.</translation>
    </message>
    <message>
        <source>Fit to…</source>
        <translation>Anpassen an…</translation>
    </message>
    <message>
        <source>Measure size, number, elongation, irregularity, clustering and brightness of other cells, and set the values so that more like them come out.</source>
        <translation>Größe, Anzahl, Streckung, Unregelmäßigkeit, Häufung und Helligkeit anderer Zellen messen und die Werte so einstellen, dass mehr solche herauskommen.</translation>
    </message>
    <message>
        <source>The Cells of This Sketch</source>
        <translation>Die Zellen dieser Skizze</translation>
    </message>
    <message>
        <source>A Label Image…</source>
        <translation>Ein Labelbild…</translation>
    </message>
    <message>
        <source>A Label Image with Its Real Image…</source>
        <translation>Ein Labelbild mit seinem echten Bild…</translation>
    </message>
</context>
<context>
    <name>cytosketch::SimulationController</name>
    <message>
        <source>Simulate</source>
        <translation>Simulieren</translation>
    </message>
    <message numerus="yes">
        <source>Measured %n cell(s).</source>
        <translation>
            <numerusform>%n Zelle gemessen.</numerusform>
            <numerusform>%n Zellen gemessen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Fit to a Label Image</source>
        <translation>An ein Labelbild anpassen</translation>
    </message>
    <message>
        <source>Fit: the real image</source>
        <translation>Anpassen: das echte Bild</translation>
    </message>
</context>
<context>
    <name>cytosketch::SketchPage</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Generate</source>
        <translation>&amp;Erzeugen</translation>
    </message>
</context>
<context>
    <name>cytosketch::SliceView</name>
    <message>
        <source>Contrast, gamma and colours of this view</source>
        <translation>Kontrast, Gamma und Farben dieser Ansicht</translation>
    </message>
    <message>
        <source>Contrast of %1</source>
        <translation>Kontrast von %1</translation>
    </message>
</context>
<context>
    <name>cytosketch::StartCard</name>
    <message>
        <source>Draw cells, get a realistic image with labels</source>
        <translation>Zellen zeichnen, ein realistisches Bild mit Labels bekommen</translation>
    </message>
    <message>
        <source>Begin with a sample to see what comes out, or with a sketch of your own.</source>
        <translation>Beginnen Sie mit einem Beispiel, um zu sehen, was entsteht, oder mit einer eigenen Skizze.</translation>
    </message>
    <message>
        <source>Blank
512 × 512</source>
        <translation>Leer
512 × 512</translation>
    </message>
    <message>
        <source>An empty sketch to draw on</source>
        <translation>Eine leere Skizze zum Zeichnen</translation>
    </message>
    <message>
        <source>Open a sketch…</source>
        <translation>Skizze öffnen …</translation>
    </message>
    <message>
        <source>Open a .cysk file</source>
        <translation>Eine .cysk-Datei öffnen</translation>
    </message>
    <message>
        <source>Sample:
%1</source>
        <translation>Beispiel:
%1</translation>
    </message>
    <message>
        <source>Open this sample and generate an image from it</source>
        <translation>Dieses Beispiel öffnen und daraus ein Bild erzeugen</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>%1   in %2</source>
        <translation>%1   in %2</translation>
    </message>
    <message>
        <source>This file is gone</source>
        <translation>Diese Datei ist weg</translation>
    </message>
    <message>
        <source>Import
annotations…</source>
        <translation>Annotationen
importieren …</translation>
    </message>
    <message>
        <source>Make a sketch of label images, tracks, or what Cellpose, StarDist, ImageJ or COCO have annotated</source>
        <translation>Eine Skizze aus Labelbildern, Spuren oder dem machen, was Cellpose, StarDist, ImageJ oder COCO annotiert haben</translation>
    </message>
    <message>
        <source>Dense culture</source>
        <translation>Dichte Kultur</translation>
    </message>
    <message>
        <source>Large nuclei</source>
        <translation>Große Kerne</translation>
    </message>
    <message>
        <source>Nuclei in 3D</source>
        <translation>Kerne in 3D</translation>
    </message>
    <message>
        <source>Overlapping cells</source>
        <translation>Überlappende Zellen</translation>
    </message>
    <message>
        <source>Small nuclei</source>
        <translation>Kleine Kerne</translation>
    </message>
    <message>
        <source>Varying background</source>
        <translation>Ungleicher Grund</translation>
    </message>
</context>
<context>
    <name>cytosketch::StatisticsPane</name>
    <message>
        <source>Open a dataset to see its statistics.</source>
        <translation>Einen Datensatz öffnen, um seine Statistik zu sehen.</translation>
    </message>
    <message>
        <source>Cells in a sample</source>
        <translation>Zellen je Beispiel</translation>
    </message>
    <message>
        <source>Areas of cells</source>
        <translation>Flächen der Zellen</translation>
    </message>
    <message>
        <source>Mean greys of images</source>
        <translation>Mittlere Grauwerte der Bilder</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>%1 of %2 read</source>
        <translation>%1 von %2 gelesen</translation>
    </message>
    <message>
        <source>split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>cells</source>
        <translation>Zellen</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>unnamed</source>
        <translation>ohne Namen</translation>
    </message>
    <message>
        <source>per sample</source>
        <translation>je Beispiel</translation>
    </message>
    <message>
        <source>%1 to %2, median %3</source>
        <translation>%1 bis %2, Median %3</translation>
    </message>
    <message>
        <source>area</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>%1 to %2, median %3 voxels</source>
        <translation>%1 bis %2, Median %3 Voxel</translation>
    </message>
    <message>
        <source>touching</source>
        <translation>berühren sich</translation>
    </message>
    <message>
        <source>overlapping</source>
        <translation>überlappen sich</translation>
    </message>
    <message>
        <source>blank images</source>
        <translation>leere Bilder</translation>
    </message>
    <message>
        <source>without labels</source>
        <translation>ohne Labels</translation>
    </message>
    <message>
        <source>without cells</source>
        <translation>ohne Zellen</translation>
    </message>
    <message>
        <source>with problems</source>
        <translation>mit Mängeln</translation>
    </message>
    <message>
        <source>cells in a sample</source>
        <translation>Zellen je Beispiel</translation>
    </message>
    <message>
        <source>area in voxels</source>
        <translation>Fläche in Voxeln</translation>
    </message>
    <message>
        <source>mean grey</source>
        <translation>mittlerer Grauwert</translation>
    </message>
</context>
<context>
    <name>cytosketch::StatusLine</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop; the image from before stays.</source>
        <translation>Anhalten; das vorige Bild bleibt.</translation>
    </message>
    <message>
        <source>Where and with which precision the network runs</source>
        <translation>Wo und mit welcher Genauigkeit das Netz rechnet</translation>
    </message>
    <message>
        <source>%1 %2/%3</source>
        <translation>%1 %2/%3</translation>
    </message>
    <message>
        <source> · %1 s left</source>
        <translation> · noch %1 s</translation>
    </message>
    <message>
        <source>%1 × %2 px</source>
        <translation>%1 × %2 px</translation>
    </message>
    <message>
        <source>%1 µm/px</source>
        <translation>%1 µm/px</translation>
    </message>
    <message>
        <source>cell %1</source>
        <translation>Zelle %1</translation>
    </message>
    <message>
        <source>grey %1</source>
        <translation>Grau %1</translation>
    </message>
    <message>
        <source> · tile %1/%2</source>
        <translation> · Kachel %1/%2</translation>
    </message>
    <message>
        <source> · frame %1/%2</source>
        <translation> · Zeitpunkt %1/%2</translation>
    </message>
    <message>
        <source> · %1 min left</source>
        <translation> · noch %1 min</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) to look at</source>
        <translation>
            <numerusform>%n Zelle anzusehen</numerusform>
            <numerusform>%n Zellen anzusehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n Vermerk</numerusform>
            <numerusform>%n Vermerke</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: show the list</source>
        <translation>%1: Liste zeigen</translation>
    </message>
    <message>
        <source> · channel %1/%2</source>
        <translation> · Kanal %1/%2</translation>
    </message>
</context>
<context>
    <name>cytosketch::StudyPanel</name>
    <message>
        <source>Choose the labels</source>
        <translation>Labels wählen</translation>
    </message>
    <message>
        <source>Choose the real image</source>
        <translation>Echtes Bild wählen</translation>
    </message>
    <message>
        <source>Image File…</source>
        <translation>Bilddatei …</translation>
    </message>
    <message>
        <source>Folder of Images…</source>
        <translation>Ordner mit Bildern …</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keins</translation>
    </message>
    <message>
        <source>none: the open sketch</source>
        <translation>keins: die offene Skizze</translation>
    </message>
    <message>
        <source>A real image, or a folder of them: what the sketch is to become alike. Without, the open sketch is tried and judged by eye.</source>
        <translation>Ein echtes Bild oder ein Ordner davon: dem soll die Skizze gleich werden. Ohne wird die offene Skizze probiert und nach Augenmaß beurteilt.</translation>
    </message>
    <message>
        <source>Real image</source>
        <translation>Echtes Bild</translation>
    </message>
    <message>
        <source>The labels of its cells, or a folder of them with the same file names. The sketch is made from them, each cell with its mean grey in the real image.</source>
        <translation>Die Labels seiner Zellen oder ein Ordner davon mit denselben Dateinamen. Aus ihnen entsteht die Skizze, jede Zelle mit ihrem mittleren Grau im echten Bild.</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Real</source>
        <translation>Echt</translation>
    </message>
    <message>
        <source>Of a folder, so many images are studied, spread evenly over it.</source>
        <translation>Aus einem Ordner werden so viele Bilder untersucht, gleichmäßig darüber verteilt.</translation>
    </message>
    <message>
        <source>Images at most</source>
        <translation>Höchstens so viele Bilder</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>Start steps to try, with commas between them: later ones make a more realistic image that keeps less of the sketch.</source>
        <translation>Startschritte zum Probieren, mit Kommas dazwischen: Spätere geben ein echteres Bild, das weniger von der Skizze behält.</translation>
    </message>
    <message>
        <source>Start steps</source>
        <translation>Startschritte</translation>
    </message>
    <message>
        <source>Blurs of the sketch to try, in voxels.</source>
        <translation>Unschärfen der Skizze zum Probieren, in Voxeln.</translation>
    </message>
    <message>
        <source>Blurs</source>
        <translation>Unschärfen</translation>
    </message>
    <message>
        <source>Generate images</source>
        <translation>Bilder erzeugen</translation>
    </message>
    <message>
        <source>Without, only the noisy histograms are compared, which takes a moment.</source>
        <translation>Ohne werden nur die verrauschten Histogramme verglichen; das dauert einen Augenblick.</translation>
    </message>
    <message>
        <source>Blurs σ</source>
        <translation>Unschärfen σ</translation>
    </message>
    <message>
        <source>Start step shown</source>
        <translation>Gezeigter Startschritt</translation>
    </message>
    <message>
        <source>The start step whose noise the histograms show.</source>
        <translation>Der Startschritt, dessen Rauschen die Histogramme zeigen.</translation>
    </message>
    <message>
        <source>Blur shown</source>
        <translation>Gezeigte Unschärfe</translation>
    </message>
    <message>
        <source>The blur of the sketch whose histogram is shown.</source>
        <translation>Die Unschärfe der Skizze, deren Histogramm gezeigt wird.</translation>
    </message>
    <message>
        <source>Shown: step</source>
        <translation>Gezeigt: Schritt</translation>
    </message>
    <message>
        <source>Shown: σ</source>
        <translation>Gezeigt: σ</translation>
    </message>
    <message>
        <source>Progress of the study</source>
        <translation>Fortschritt der Untersuchung</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s), histograms only</source>
        <translation>
            <numerusform>%n Punkt, nur Histogramme</numerusform>
            <numerusform>%n Punkte, nur Histogramme</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1 mit %2</translation>
    </message>
    <message>
        <source>%1: write numbers in range with commas between them, such as 100, 200, 400.</source>
        <translation>%1: Zahlen im erlaubten Bereich mit Kommas dazwischen schreiben, etwa 100, 200, 400.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Run Study</source>
        <translation>Untersuchen</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Strg+Eingabe</translation>
    </message>
    <message>
        <source>Choose a real image and its labels, or open a sketch and generate images.</source>
        <translation>Ein echtes Bild und seine Labels wählen, oder eine Skizze öffnen und Bilder erzeugen.</translation>
    </message>
    <message>
        <source>%v of %m · %1 s left</source>
        <translation>%v von %m · noch %1 s</translation>
    </message>
    <message>
        <source>%v of %m</source>
        <translation>%v von %m</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1, about %2</source>
        <translation>%1, etwa %2</translation>
    </message>
</context>
<context>
    <name>cytosketch::StudyView</name>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Image shown</source>
        <translation>Gezeigtes Bild</translation>
    </message>
    <message>
        <source>Which of the studied images is shown.</source>
        <translation>Welches der untersuchten Bilder gezeigt wird.</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Überlagern</translation>
    </message>
    <message>
        <source>Generated image in red, outlines of the sketch in green: do the cells lie where they should?</source>
        <translation>Erzeugtes Bild in Rot, Umrisse der Skizze in Grün: Liegen die Zellen, wo sie sollen?</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Histograms</source>
        <translation>Histogramme</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Start step %1, σ %2
PSNR %3 dB · ZNCC %4
contrast left %5 · %6 of %7 cells lost
%8 s%9</source>
        <translation>Startschritt %1, σ %2
PSNR %3 dB · ZNCC %4
Kontrast übrig %5 · %6 von %7 Zellen verloren
%8 s%9</translation>
    </message>
    <message>
        <source> (kept from before)</source>
        <translation> (von früher aufgehoben)</translation>
    </message>
    <message>
        <source>Distance of the noisy histograms</source>
        <translation>Abstand der verrauschten Histogramme</translation>
    </message>
    <message>
        <source>D_B</source>
        <translation>D_B</translation>
    </message>
    <message>
        <source>Likeness of image and sketch</source>
        <translation>Ähnlichkeit von Bild und Skizze</translation>
    </message>
    <message>
        <source>ZNCC</source>
        <translation>ZNCC</translation>
    </message>
    <message>
        <source>start step</source>
        <translation>Startschritt</translation>
    </message>
    <message>
        <source>recommended</source>
        <translation>empfohlen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>σ</source>
        <translation>σ</translation>
    </message>
    <message>
        <source>D_KL</source>
        <translation>D_KL</translation>
    </message>
    <message>
        <source>PSNR</source>
        <translation>PSNR</translation>
    </message>
    <message>
        <source>SSIM</source>
        <translation>SSIM</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Noisy histograms at step %1, σ %2</source>
        <translation>Verrauschte Histogramme bei Schritt %1, σ %2</translation>
    </message>
    <message>
        <source>network value</source>
        <translation>Netzwerkwert</translation>
    </message>
    <message>
        <source>voxels in %</source>
        <translation>Voxel in %</translation>
    </message>
    <message>
        <source>real image</source>
        <translation>echtes Bild</translation>
    </message>
    <message>
        <source>sketch</source>
        <translation>Skizze</translation>
    </message>
    <message>
        <source>%1: D_B %2, D_KL %3. The more the two overlap, the better the noise hides that the sketch is no real image.</source>
        <translation>%1: D_B %2, D_KL %3. Je mehr sich beide decken, desto besser verbirgt das Rauschen, dass die Skizze kein echtes Bild ist.</translation>
    </message>
    <message>
        <source>Noised real image</source>
        <translation>Verrauschtes echtes Bild</translation>
    </message>
    <message>
        <source>Noised sketch</source>
        <translation>Verrauschte Skizze</translation>
    </message>
    <message>
        <source>Noisy histograms</source>
        <translation>Verrauschte Histogramme</translation>
    </message>
    <message>
        <source>Latent Map</source>
        <translation>Latente Karte</translation>
    </message>
    <message>
        <source>D_B and D_KL: sketches noised with the model&apos;s texture (strength %1), as in generation.</source>
        <translation>D_B und D_KL: Skizzen mit der Textur des Modells (Stärke %1) verrauscht, wie beim Erzeugen.</translation>
    </message>
    <message>
        <source>A study of real images with their labels shows here how well the noise hides what tells them from sketches.</source>
        <translation>Eine Untersuchung echter Bilder mit Labels zeigt hier, wie gut das Rauschen verdeckt, was sie von Skizzen unterscheidet.</translation>
    </message>
    <message>
        <source>A study that generates images shows here how much they still are like their sketches.</source>
        <translation>Eine Untersuchung, die Bilder erzeugt, zeigt hier, wie sehr sie ihren Skizzen noch gleichen.</translation>
    </message>
    <message>
        <source>D_B, with texture</source>
        <translation>D_B, mit Textur</translation>
    </message>
</context>
<context>
    <name>cytosketch::TunePage</name>
    <message>
        <source>Study</source>
        <translation>Untersuchung</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Run S&amp;tudy</source>
        <translation>Un&amp;tersuchen</translation>
    </message>
    <message>
        <source>open sketch</source>
        <translation>offene Skizze</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n call(s)</source>
        <translation>
            <numerusform>%1, %n Aufruf</numerusform>
            <numerusform>%1, %n Aufrufe</numerusform>
        </translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Real Images</source>
        <translation>Echte Bilder</translation>
    </message>
    <message>
        <source>Choose a real image and its labels to compare their noisy histograms.</source>
        <translation>Wählen Sie ein echtes Bild und seine Labels, um ihre verrauschten Histogramme zu vergleichen.</translation>
    </message>
    <message>
        <source>Start step %1 and σ %2 are set in the Generate panel.</source>
        <translation>Startschritt %1 und σ %2 sind im Feld Erzeugen eingestellt.</translation>
    </message>
    <message>
        <source>Folder for the Report</source>
        <translation>Ordner für den Bericht</translation>
    </message>
    <message>
        <source>The report was written.</source>
        <translation>Der Bericht ist geschrieben.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Save Plot</source>
        <translation>Diagramm speichern</translation>
    </message>
    <message>
        <source>Drawing (*.svg);;Picture (*.png);;Numbers (*.csv)</source>
        <translation>Zeichnung (*.svg);;Bild (*.png);;Zahlen (*.csv)</translation>
    </message>
    <message>
        <source>The plot could not be written: %1</source>
        <translation>Das Diagramm ließ sich nicht schreiben: %1</translation>
    </message>
</context>
<context>
    <name>cytosketch::ViewPage</name>
    <message>
        <source>First run</source>
        <translation>Erster Lauf</translation>
    </message>
    <message>
        <source>Generated image</source>
        <translation>Erzeugtes Bild</translation>
    </message>
    <message>
        <source>The generated image appears here.

Draw some cells, then press Generate (Ctrl+Enter).</source>
        <translation>Hier erscheint das erzeugte Bild.

Zeichnen Sie ein paar Zellen und drücken Sie Erzeugen (Strg+Eingabe).</translation>
    </message>
    <message>
        <source>Noisy image</source>
        <translation>Verrauschtes Bild</translation>
    </message>
</context>
<context>
    <name>cytosketch::VolumeBar</name>
    <message>
        <source>Cells</source>
        <translation>Zellen</translation>
    </message>
    <message>
        <source>Show the cells as surfaces.</source>
        <translation>Zeigt die Zellen als Oberflächen.</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Show the generated image as a volume.</source>
        <translation>Zeigt das erzeugte Bild als Volumen.</translation>
    </message>
    <message>
        <source>Look of the volume</source>
        <translation>Aussehen des Volumens</translation>
    </message>
    <message>
        <source>How the image&apos;s greys become colour and opacity.</source>
        <translation>Wie aus den Grauwerten des Bildes Farbe und Deckkraft werden.</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>Schneiden</translation>
    </message>
    <message>
        <source>Cut the volume open: show only a part of it.</source>
        <translation>Schneidet das Volumen auf: zeigt nur einen Teil davon.</translation>
    </message>
    <message>
        <source>Reset view</source>
        <translation>Ansicht zurücksetzen</translation>
    </message>
    <message>
        <source>Show the whole volume from the front (Home).</source>
        <translation>Zeigt das ganze Volumen von vorn (Pos1).</translation>
    </message>
    <message>
        <source>Width, height and depth of the volume</source>
        <translation>Breite, Höhe und Tiefe des Volumens</translation>
    </message>
</context>
<context>
    <name>cytosketch::VolumeView</name>
    <message>
        <source>3D view</source>
        <translation>3D-Ansicht</translation>
    </message>
    <message>
        <source>The 3D view needs OpenGL 3.2. %1

The slices beside it work without.</source>
        <translation>Die 3D-Ansicht braucht OpenGL 3.2. %1

Die Schnitte daneben arbeiten auch so.</translation>
    </message>
    <message>
        <source>3D picture</source>
        <translation>3D-Bild</translation>
    </message>
    <message>
        <source>%1 × %2 × %3 µm</source>
        <translation>%1 × %2 × %3 µm</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Draw cells and turn the sketch into a realistic microscopy image with labels.</source>
        <translation>Zellen zeichnen und aus der Skizze ein realistisches Mikroskopiebild mit Labels machen.</translation>
    </message>
    <message>
        <source>Sketch to open.</source>
        <translation>Skizze, die geöffnet wird.</translation>
    </message>
    <message>
        <source>End as soon as the window can be used.</source>
        <translation>Beenden, sobald das Fenster benutzbar ist.</translation>
    </message>
    <message>
        <source>Write a picture of the window and end.</source>
        <translation>Ein Bild des Fensters schreiben und beenden.</translation>
    </message>
    <message>
        <source>Milliseconds to wait before the picture.</source>
        <translation>Millisekunden, die vor dem Bild gewartet wird.</translation>
    </message>
    <message>
        <source>Size of the window.</source>
        <translation>Größe des Fensters.</translation>
    </message>
</context>
</TS>
