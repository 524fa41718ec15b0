public import SketchModel
public import SketchStreams
