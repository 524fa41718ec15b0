internal import SketchModel

/// Why a file can't be read as InkML.
package enum InkMLError: FaultReason, Hashable {
    case notInk(root: String)
    case otherNamespace(String)
    case tooManyInks(limit: Int)
    case tooManyChannels(limit: Int)
    case tooManyReferences(limit: Int)
    case channelWithoutName
    case repeatedChannel(String)
    case unknownChannelType(String, channel: String)
    case noCoordinates
    case notANumber(attribute: String, value: String)
    case unknownReference(attribute: String, value: String)
    case referenceLoop(attribute: String)
    case elementInTrace(String)
    case unexpectedByte(UInt8)
    case booleanValue(channel: String)
    case unfinishedValue
    case numberOutOfRange
    case noPreviousValue(channel: String)
    case tooFewValues(Int, channels: Int)
    case tooManyValues(channels: Int)
    case unknownContinuation(String)
    case nothingToContinue

    package var message: String {
        switch self {
        case .notInk(let root): "the root element is '\(root)', not 'ink'"
        case .otherNamespace(let namespace): "the root element 'ink' is in the namespace '\(namespace)', not InkML's"
        case .tooManyInks(let limit): "there are more than \(limit) inks"
        case .tooManyChannels(let limit): "the traceFormat has more than \(limit) channels"
        case .tooManyReferences(let limit): "the traceViews refer to more than \(limit) traces"
        case .channelWithoutName: "the channel has no name"
        case .repeatedChannel(let name): "the traceFormat has two channels '\(name)'"
        case .unknownChannelType(let type, let channel):
            "the channel '\(channel)' has the type '\(type)', not integer, decimal, double or boolean"
        case .noCoordinates: "the traceFormat doesn't have both X and Y among its regular channels"
        case .notANumber(let attribute, let value): "\(attribute)='\(value)' is not a number"
        case .unknownReference(let attribute, let value): "\(attribute)='\(value)' refers to nothing in this file"
        case .referenceLoop(let attribute): "\(attribute) refers back to itself"
        case .elementInTrace(let name): "the trace contains an element '\(name)'"
        case .unexpectedByte(let byte): "expected a value of a channel, found \(Self.shown(byte))"
        case .booleanValue(let channel): "the channel '\(channel)' needs a number, not T or F"
        case .unfinishedValue: "expected a value of a channel, but the trace ends"
        case .numberOutOfRange: "the number is too large"
        case .noPreviousValue(let channel): "'*' repeats a value, but the channel '\(channel)' has none before it"
        case .tooFewValues(let count, let channels):
            "the point has \(count) \(count == 1 ? "value" : "values") for \(channels) regular channels"
        case .tooManyValues(let channels): "the point has more than \(channels) values, one for each channel"
        case .unknownContinuation(let text): "continuation='\(text)' is not begin, middle or end"
        case .nothingToContinue: "the trace continues another, but there is none before it"
        }
    }

    package var advice: String? {
        switch self {
        case .tooFewValues, .tooManyValues: "compare the trace with the channels of its traceFormat"
        case .unknownReference: "references to other files are not followed"
        default: nil
        }
    }

    private static func shown(_ byte: UInt8) -> String {
        (0x21..<0x7f).contains(byte) ? "'\(Unicode.Scalar(byte))'" : "the byte 0x\(String(byte, radix: 16))"
    }
}
