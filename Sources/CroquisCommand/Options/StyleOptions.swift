internal import ArgumentGrammar
internal import ArgumentParser
internal import Rasteriser
internal import SketchModel

/// How sketches are drawn.
struct StyleOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Start from a known style: \(RenderPreset.all.map(\.name).joined(separator: ", ")).",
            valueName: "name"
        ),
        completion: .list(RenderPreset.all.map(\.name)),
        transform: PresetChoice.init(parsing:)
    )
    var preset: PresetChoice?

    @Option(
        help: ArgumentHelp(
            "The picture's size in pixels, such as 256 or 640x480 (default: 256). Lines and padding scale with it.",
            valueName: "size"
        )
    )
    var size: PixelSize?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Line width: pixels, the sketch's units (2u), or source for each stroke's own.",
            valueName: "width"
        )
    )
    var line: LineWidth?

    @Option(help: "Shape of line ends.")
    var cap: CaseName<LineStyle.Cap>?

    @Option(help: "Shape of line corners.")
    var join: CaseName<LineStyle.Join>?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Empty pixels around the drawing.", valueName: "pixels")
    )
    var padding: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "What fills the picture: ink (default), page (the drawing's own), auto (the page if there is one), or X,Y,W,H.",
            valueName: "area"
        )
    )
    var viewbox: ViewBoxArgument?

    @Option(
        help: ArgumentHelp(
            "Background: white, black, transparent or #RRGGBB.",
            valueName: "colour"
        ),
        completion: .list(["white", "black", "transparent"])
    )
    var background: BackgroundArgument?

    @Flag(help: "Swap light and dark.")
    var invert = false

    @Option(
        help: ArgumentHelp(
            "Colour strokes by this; source keeps their own colours. Without timestamps, time is drawn length.",
            valueName: "what"
        )
    )
    var color: ColouringChoice?

    @Option(help: ArgumentHelp("Colour scale.", valueName: "name"))
    var palette: CaseName<Palette>?

    @Option(
        help: ArgumentHelp(
            "exact: by the covered area, as cairo does. fast: by distance, several times faster.",
            valueName: "name"
        )
    )
    var engine: CaseName<RenderEngine>?

    func validate() throws {
        if padding != nil, let viewbox, !viewbox.takesPadding {
            throw ValidationError("give --padding or --viewbox, not both")
        }
        if palette != nil, style.colouring == .none || style.colouring == .source {
            throw ValidationError(
                "--palette needs --color stroke, order or time, or a preset with colours"
            )
        }
    }

    /// The style that the options describe.
    var style: RenderStyle {
        var style = preset?.preset.style ?? RenderStyle()
        if let size { style.resize(width: size.width, height: size.height) }
        // Thinner lines are only for those who ask for them.
        if preset == nil, case .pixels(let width) = style.line.width { style.line.width = .pixels(max(width, 1.5)) }
        switch (line, style.line.width) {
        case (nil, _): break
        // Strokes without a width of their own have the line that they would have had.
        case (.source?, .pixels(let otherwise)): style.line.width = .source(otherwise: otherwise)
        case (.source?, _): style.line.width = .source(otherwise: 1.5)
        case (.width(let width)?, _): style.line.width = width
        }
        if let cap { style.line.cap = cap.value }
        if let join { style.line.join = join.value }
        if let padding { style.placement = .fit(padding: padding) }
        if let viewbox { style.placement = viewbox.placement(from: style.placement) }
        if let background { style.background = background.background }
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
struct PresetChoice {
    let preset: RenderPreset

    /// - Throws: `ValidationError`, which names the presets that may have been meant.
    init(parsing argument: String) throws {
        guard let preset = RenderPreset.named(argument) else {
            let names = RenderPreset.all.map(\.name)
            let nearest = NearestNames.of(argument.lowercased(), among: names).joined(separator: ", ")
            throw ValidationError(
                nearest.isEmpty ? "the presets are \(names.joined(separator: ", "))" : "did you mean \(nearest)?"
            )
        }
        self.preset = preset
    }
}

/// `StrokeColouring` as an argument.
enum ColouringChoice: String, ExpressibleByArgument, CaseIterable {
    case none
    case stroke
    case order
    case time
    case source

    var colouring: StrokeColouring {
        switch self {
        case .none: .none
        case .stroke: .stroke
        case .order: .order
        case .time: .time
        case .source: .source
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

/// `2.5` or `2.5px` for pixels, `2.5u` for the sketch's units, `source` for each stroke's own.
enum LineWidth: ExpressibleByArgument {
    case width(LineStyle.Width)
    case source

    init?(argument: String) {
        func number(_ suffix: String) -> Double? {
            guard argument.hasSuffix(suffix), let value = Double(argument.dropLast(suffix.count)) else { return nil }
            return value.isFinite && value >= 0 ? value : nil
        }
        if argument == "source" {
            self = .source
        } else if let units = number("u") {
            self = .width(.units(units))
        } else if let pixels = number("px") ?? number("") {
            self = .width(.pixels(pixels))
        } else {
            return nil
        }
    }
}

/// `ink`, `page`, `auto` or `x,y,width,height`.
enum ViewBoxArgument: ExpressibleByArgument {
    case ink
    case page
    case auto
    case box(BoundingBox)

    /// Whether the ink may be fitted, with padding around it.
    var takesPadding: Bool {
        switch self {
        case .ink, .auto: true
        case .page, .box: false
        }
    }

    /// - Parameter placement: that of the style that the option changes.
    func placement(from placement: Placement) -> Placement {
        var padding = RenderStyle.defaultPadding
        if case .fit(let own) = placement { padding = own }
        return switch self {
        case .ink: .fit(padding: padding)
        case .page: .page(otherwise: nil)
        case .auto: .page(otherwise: padding)
        case .box(let box): .viewBox(box)
        }
    }

    init?(argument: String) {
        switch argument {
        case "ink": self = .ink
        case "page": self = .page
        case "auto": self = .auto
        default:
            guard let box = Self.box(argument) else { return nil }
            self = .box(box)
        }
    }

    private static func box(_ argument: String) -> BoundingBox? {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Double($0) }
        guard parts.count == 4, numbers.count == 4, numbers.allSatisfy(\.isFinite), numbers[2] > 0, numbers[3] > 0
        else { return nil }
        return BoundingBox(
            minimum: Point(numbers[0], numbers[1]),
            maximum: Point(numbers[0] + numbers[2], numbers[1] + numbers[3])
        )
    }
}

/// `Background` as an argument.
struct BackgroundArgument: ExpressibleByArgument {
    let background: Background

    init?(argument: String) {
        guard let background = Background(argument) else { return nil }
        self.background = background
    }
}
