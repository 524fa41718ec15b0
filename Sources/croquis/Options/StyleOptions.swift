internal import ArgumentParser
internal import Rasteriser
internal import SketchModel

/// What a drawn sketch looks like.
struct StyleOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A known style, which the options below change: \(RenderPreset.all.map(\.name).joined(separator: ", ")).",
            valueName: "name"
        ),
        completion: .list(RenderPreset.all.map(\.name))
    )
    var preset: PresetChoice?

    @Option(
        help: ArgumentHelp(
            "The picture's sides in pixels (default 256). Lines and padding grow with it.",
            valueName: "n|wxh"
        )
    )
    var size: PixelSize?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The line's width in pixels, or in the sketch's units as in 2u.", valueName: "width")
    )
    var line: LineWidth?

    @Option(help: "The form of a line's ends.")
    var cap: CaseName<LineStyle.Cap>?

    @Option(help: "The form of a line's corners.")
    var join: CaseName<LineStyle.Join>?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Clear pixels around the drawing, which is fitted to the picture.", valueName: "pixels")
    )
    var padding: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Place drawings by their own coordinates: this part of them fills the picture.",
            valueName: "x,y,w,h"
        )
    )
    var viewbox: ViewBoxArgument?

    @Option(help: "What is under the strokes.")
    var background: CaseName<Background>?

    @Flag(help: "Turn light into dark.")
    var invert = false

    @Option(
        help: ArgumentHelp(
            "What strokes are coloured by. Time is drawn length in drawings without timestamps.",
            valueName: "what"
        )
    )
    var color: ColouringChoice?

    @Option(help: "The scale of colours.")
    var palette: CaseName<Palette>?

    @Option(help: "exact: the area that is covered, as cairo has it. fast: by distance, several times faster.")
    var engine: CaseName<RenderEngine>?

    func validate() throws {
        if padding != nil, viewbox != nil { throw ValidationError("give --padding or --viewbox, not both") }
        if palette != nil, style.colouring == .none {
            throw ValidationError("--palette goes with --color, or with a preset that has colours")
        }
    }

    /// The style that the options describe.
    var style: RenderStyle {
        var style = preset?.preset.style ?? RenderStyle()
        if let size { style.resize(width: size.width, height: size.height) }
        // Thinner lines are only for those who ask for them.
        if preset == nil, case .pixels(let width) = style.line.width { style.line.width = .pixels(max(width, 1.5)) }
        if let line { style.line.width = line.width }
        if let cap { style.line.cap = cap.value }
        if let join { style.line.join = join.value }
        if let padding { style.placement = .fit(padding: padding) }
        if let viewbox { style.placement = .viewBox(viewbox.box) }
        if let background { style.background = background.value }
        if invert { style.isInverted.toggle() }
        if let color { style.colouring = color.colouring }
        if let palette { style.palette = palette.value }
        if let engine { style.engine = engine.value }
        return style
    }
}

/// One of a type's cases by its name, as an argument.
struct CaseName<Value: RawRepresentable & CaseIterable & Sendable>: ExpressibleByArgument
where Value.RawValue == String {
    let value: Value

    init?(argument: String) {
        guard let value = Value(rawValue: argument) else { return nil }
        self.value = value
    }

    static var allValueStrings: [String] { Value.allCases.map(\.rawValue) }
}

/// `RenderPreset` as an argument.
struct PresetChoice: ExpressibleByArgument {
    let preset: RenderPreset

    init?(argument: String) {
        guard let preset = RenderPreset.named(argument) else { return nil }
        self.preset = preset
    }
}

/// `StrokeColouring` as an argument.
enum ColouringChoice: String, ExpressibleByArgument, CaseIterable {
    case none
    case stroke
    case order
    case time

    var colouring: StrokeColouring {
        switch self {
        case .none: .none
        case .stroke: .stroke
        case .order: .order
        case .time: .time
        }
    }
}

/// `256` or `640x480`.
struct PixelSize: ExpressibleByArgument {
    let width: Int
    let height: Int

    init?(argument: String) {
        let sides = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...2).contains(sides.count), let width = sides[0], let height = sides[sides.count - 1] else {
            return nil
        }
        self.width = width
        self.height = height
    }
}

/// `2.5` or `2.5px` for pixels, `2.5u` for the sketch's units.
struct LineWidth: ExpressibleByArgument {
    let width: LineStyle.Width

    init?(argument: String) {
        func number(_ suffix: String) -> Double? {
            guard argument.hasSuffix(suffix), let value = Double(argument.dropLast(suffix.count)) else { return nil }
            return value.isFinite && value >= 0 ? value : nil
        }
        if let units = number("u") {
            width = .units(units)
        } else if let pixels = number("px") ?? number("") {
            width = .pixels(pixels)
        } else {
            return nil
        }
    }
}

/// `x,y,width,height`.
struct ViewBoxArgument: ExpressibleByArgument {
    let box: BoundingBox

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Double($0) }
        guard parts.count == 4, numbers.count == 4, numbers.allSatisfy(\.isFinite), numbers[2] > 0, numbers[3] > 0
        else { return nil }
        box = BoundingBox(
            minimum: Point(numbers[0], numbers[1]),
            maximum: Point(numbers[0] + numbers[2], numbers[1] + numbers[3])
        )
    }
}
