@_exported public import FormatRegistry
@_exported public import Rasteriser
@_exported public import SketchModel
@_exported public import SketchStreams
@_exported public import SketchTransforms
