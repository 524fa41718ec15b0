internal import SketchModel
