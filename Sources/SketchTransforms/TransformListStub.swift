public import SketchModel
public struct TransformList {
    public let steps: [TransformStep]; public init(parsing: [String]) throws(TransformError) { steps = [] }
}
public enum TransformError: FaultReason { case x; public var message: String { "" } }
public enum TransformCatalogue { public static let text = "" }
