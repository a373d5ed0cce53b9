<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>cytosketch::BrowserController</name>
    <message numerus="yes">
        <source>%1 — %2, %n sample(s)</source>
        <translation>
            <numerusform>%1 — %2, %n sample</numerusform>
            <numerusform>%1 — %2, %n samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s) moved into the folder “%1”.</source>
        <translation>
            <numerusform>%n sample moved into the folder “%1”.</numerusform>
            <numerusform>%n samples moved into the folder “%1”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::CellEditor</name>
    <message numerus="yes">
        <source>%n selected cell(s)</source>
        <translation>
            <numerusform>%n selected cell</numerusform>
            <numerusform>%n selected cells</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::CellStatistics</name>
    <message numerus="yes">
        <source>%n cell(s)</source>
        <translation>
            <numerusform>%n cell</numerusform>
            <numerusform>%n cells</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected cell(s)</source>
        <translation>
            <numerusform>%n selected cell</numerusform>
            <numerusform>%n selected cells</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::CellsPanel</name>
    <message numerus="yes">
        <source>%n cell(s)</source>
        <translation>
            <numerusform>%n cell</numerusform>
            <numerusform>%n cells</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::ChanceDialog</name>
    <message numerus="yes">
        <source>Only the %n selected cell(s)</source>
        <translation>
            <numerusform>Only the %n selected cell</numerusform>
            <numerusform>Only the %n selected cells</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::DatasetPage</name>
    <message numerus="yes">
        <source>%n sample(s)</source>
        <translation>
            <numerusform>%n sample</numerusform>
            <numerusform>%n samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::DatasetView</name>
    <message numerus="yes">
        <source>Sample %1: %n cell(s)</source>
        <translation>
            <numerusform>Sample %1: %n cell</numerusform>
            <numerusform>Sample %1: %n cells</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::FidelityController</name>
    <message numerus="yes">
        <source>%n cell(s) cannot be seen in the image; lost and dim cells are outlined in yellow.</source>
        <translation>
            <numerusform>%n cell cannot be seen in the image; lost and dim cells are outlined in yellow.</numerusform>
            <numerusform>%n cells cannot be seen in the image; lost and dim cells are outlined in yellow.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) dropped. Generate again, so that image and labels belong together.</source>
        <translation>
            <numerusform>%n cell dropped. Generate again, so that image and labels belong together.</numerusform>
            <numerusform>%n cells dropped. Generate again, so that image and labels belong together.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::FromImagePanel</name>
    <message numerus="yes">
        <source>%n cell(s)</source>
        <translation>
            <numerusform>%n cell</numerusform>
            <numerusform>%n cells</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::GeneratePanel</name>
    <message numerus="yes">
        <source>%n network call(s)</source>
        <translation>
            <numerusform>%n network call</numerusform>
            <numerusform>%n network calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) start at a later step of their own.</source>
        <translation>
            <numerusform>%n cell start at a later step of their own.</numerusform>
            <numerusform>%n cells start at a later step of their own.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::GenerationController</name>
    <message numerus="yes">
        <source>%n cell(s) may not come out as drawn.</source>
        <translation>
            <numerusform>%n cell may not come out as drawn.</numerusform>
            <numerusform>%n cells may not come out as drawn.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No model here makes these %n channels together: each is made by a model of its own, chosen in the Generate panel.</source>
        <translation>
            <numerusform>No model here makes these %n channels together: each is made by a model of its own, chosen in the Generate panel.</numerusform>
            <numerusform>No model here makes these %n channels together: each is made by a model of its own, chosen in the Generate panel.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::HistogramView</name>
    <message numerus="yes">
        <source>%1 to %2: %n cell(s); click to select them</source>
        <translation>
            <numerusform>%1 to %2: %n cell; click to select them</numerusform>
            <numerusform>%1 to %2: %n cells; click to select them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::LatentView</name>
    <message numerus="yes">
        <source>&lt;b&gt;A classifier tells generated from real in %1 of patches&lt;/b&gt; (95 % interval %2 to %3; %n image(s) that it had not seen). 50 % would be chance: no difference that it can find. </source>
        <translation>
            <numerusform>&lt;b&gt;A classifier tells generated from real in %1 of patches&lt;/b&gt; (95 % interval %2 to %3; %n image that it had not seen). 50 % would be chance: no difference that it can find. </numerusform>
            <numerusform>&lt;b&gt;A classifier tells generated from real in %1 of patches&lt;/b&gt; (95 % interval %2 to %3; %n images that it had not seen). 50 % would be chance: no difference that it can find. </numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::RecipePanel</name>
    <message numerus="yes">
        <source>Model %1, %n network call(s); chosen on the page Sketch.</source>
        <translation>
            <numerusform>Model %1, %n network call; chosen on the page Sketch.</numerusform>
            <numerusform>Model %1, %n network calls; chosen on the page Sketch.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::SampleModel</name>
    <message numerus="yes">
        <source>%n cell(s)</source>
        <translation>
            <numerusform>%n cell</numerusform>
            <numerusform>%n cells</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::ShadingPanel</name>
    <message numerus="yes">
        <source>%n cell(s) get new greys.</source>
        <translation>
            <numerusform>%n cell get new greys.</numerusform>
            <numerusform>%n cells get new greys.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n nucleus(es) are too small for nucleoli this far from the border.</source>
        <translation>
            <numerusform>%n nucleus are too small for nucleoli this far from the border.</numerusform>
            <numerusform>%n nucleuses are too small for nucleoli this far from the border.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::SimulationController</name>
    <message numerus="yes">
        <source>Measured %n cell(s).</source>
        <translation>
            <numerusform>Measured %n cell.</numerusform>
            <numerusform>Measured %n cells.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::StatusLine</name>
    <message numerus="yes">
        <source>%n cell(s) to look at</source>
        <translation>
            <numerusform>%n cell to look at</numerusform>
            <numerusform>%n cells to look at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::StudyPanel</name>
    <message numerus="yes">
        <source>%n point(s), histograms only</source>
        <translation>
            <numerusform>%n point, histograms only</numerusform>
            <numerusform>%n points, histograms only</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cytosketch::TunePage</name>
    <message numerus="yes">
        <source>%1, %n call(s)</source>
        <translation>
            <numerusform>%1, %n call</numerusform>
            <numerusform>%1, %n calls</numerusform>
        </translation>
    </message>
</context>
</TS>
