public import SketchModel

/// What is wrong with a message, and the byte that it concerns.
public struct MessageFault: Error {
    /// A `MessageError`, or a reason of the format that the message belongs to.
    public var reason: any FaultReason
    public var offset: Int

    public init(_ reason: any FaultReason, at offset: Int) { (self.reason, self.offset) = (reason, offset) }
}

/// What can be wrong with the encoding of a message.
public enum MessageError: FaultReason, Hashable {
    case cutNumber
    case longNumber
    case fieldTooLong(UInt64, left: Int)
    case unknownWireType(Int)
    case fieldZero
    /// A field is not what its number says.
    case otherWireType(expected: String)
    case cutList(bytes: Int, size: Int)

    public var message: String {
        switch self {
        case .cutNumber: "a number is cut off by the end of its message"
        case .longNumber: "a number takes more than 64 bits"
        case .fieldTooLong(let length, let left): "a field takes \(length) bytes, but its message ends after \(left)"
        case .unknownWireType(let type): "a field has the wire type \(type), which is not supported"
        case .fieldZero: "a field has the number 0"
        case .otherWireType(let expected): "expected \(expected), found a field of another wire type"
        case .cutList(let bytes, let size): "a list takes \(bytes) bytes, which is not a multiple of \(size)"
        }
    }
}
