internal import Rasteriser
internal import SketchModel

/// The colours that a terminal supports.
package enum TerminalColours: Sendable, Hashable {
    case none
    /// The cube of 216 colours among xterm's 256.
    case indexed
    /// 24 bits.
    case direct

    /// Resets the colour.
    static let reset = "\u{1b}[0m"

    /// The colours that a terminal supports according to its environment.
    /// - Parameters:
    ///   - isTerminal: whether the output is a terminal.
    ///   - variable: returns the value of an environment variable.
    package init(isTerminal: Bool, variable: (String) -> String?) {
        let terminal = variable("TERM") ?? ""
        let refuses = !(variable("NO_COLOR") ?? "").isEmpty
        if !isTerminal || refuses || terminal.isEmpty || terminal == "dumb" {
            self = .none
        } else {
            self = Self.known(variable: variable)
        }
    }

    /// The colours to use if the user asks for colours, wherever the output goes.
    package static func known(variable: (String) -> String?) -> TerminalColours {
        ["truecolor", "24bit"].contains(variable("COLORTERM") ?? "") ? .direct : .indexed
    }

    /// The escape sequence that sets a colour.
    func sequence(_ colour: Colour) -> String {
        switch self {
        case .none: return ""
        case .indexed:
            func level(_ value: UInt8) -> Int { Self.steps.firstIndex { value < $0 } ?? Self.steps.count }
            return "\u{1b}[38;5;\(16 + 36 * level(colour.red) + 6 * level(colour.green) + level(colour.blue))m"
        case .direct: return "\u{1b}[38;2;\(colour.red);\(colour.green);\(colour.blue)m"
        }
    }

    /// The midpoints between the cube's levels, which are 0, 95, 135, 175, 215 and 255.
    private static let steps: [UInt8] = [48, 115, 155, 195, 235]
}

extension Palette {
    /// The colour of one of `count` strokes, light enough for the dark background of most terminals.
    func terminalColour(ofStroke stroke: Int, of count: Int) -> Colour {
        let colour = colour(at: count > 1 ? Double(stroke) / Double(count - 1) : 0)
        let luma = (299 * Int(colour.red) + 587 * Int(colour.green) + 114 * Int(colour.blue)) / 1000
        let least = 100
        guard luma < least else { return colour }
        func lifted(_ value: UInt8) -> UInt8 { UInt8(Int(value) + (255 - Int(value)) * (least - luma) / (255 - luma)) }
        return Colour(red: lifted(colour.red), green: lifted(colour.green), blue: lifted(colour.blue))
    }
}
