internal import SketchModel

/// What an ink can hold and a sketch can't.
extension Loss {
    static let inkChannels = Loss(name: "channelsDropped", text: "further channels of points dropped")
    static let inkMappings = Loss(name: "mappingsDropped", text: "mappings of channels and canvases dropped")
    static let inkDevices = Loss(name: "devicesDropped", text: "descriptions of devices dropped")
    static let inkAnnotations = Loss(name: "annotationsDropped", text: "annotations dropped")
    static let inkElements = Loss(name: "elementsDropped", text: "unknown elements dropped")
    static let inkBrushProperties = Loss(name: "brushPropertiesDropped", text: "properties of brushes dropped")
    static let inkFurtherGroups = Loss(name: "furtherGroupsDropped", text: "further groups of the same strokes dropped")
    static let inkViewRanges = Loss(name: "viewRangesDropped", text: "traceViews of parts of traces taken as whole")
    static let inkStrokeTimes = Loss(name: "strokeTimesDropped", text: "times of strokes dropped")
    static let inkPenUps = Loss(name: "penUpTracesDropped", text: "traces with the pen up dropped", unit: .shapes)
    static let inkPlacelessPoints = Loss(
        name: "placelessPointsDropped",
        text: "points without a place dropped",
        unit: .shapes
    )
}
