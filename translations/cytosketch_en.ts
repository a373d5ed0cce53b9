<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
</TS>
