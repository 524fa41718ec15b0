internal import Rasteriser
internal import SketchModel
internal import TextNotation

/// Draws panels as SVG, and each stroke's shape only once, however often it is shown.
struct PanelMarkup {
    /// The prefix of the shapes' ids, so that two films on a page don't share any.
    private let prefix: String
    private var names: [String: Int] = [:]
    /// The shapes, in the order of their numbers.
    private(set) var forms: [String] = []

    init(prefix: String) { self.prefix = prefix }

    /// The definitions of the shapes, for a picture of no size in front of the panels.
    var definitions: String {
        "<defs>\n"
            + forms.enumerated().map { "<path id=\"\(prefix)\($0)\" d=\"\($1)\"/>\n" }.joined() + "</defs>"
    }

    /// The attributes shared by all lines of drawings.
    static let lines = """
        fill="none" stroke-width="\(DecimalText.short(StrokePath.lineWidth, digits: 1))" stroke-linecap="round" \
        stroke-linejoin="round"
        """

    /// The canvas's square.
    static let canvas = """
        <rect x="-100" y="-100" width="200" height="200" fill="#ffffff" stroke="\(PanelDrawer.outline.hexadecimal)" \
        vector-effect="non-scaling-stroke" stroke-width="1"/>
        """

    /// A panel's content, in units of the view box.
    mutating func content(of panel: SketchPanel) -> String {
        var text = Self.canvas + "<g \(Self.lines)>"
        for stroke in panel.under { text += use(stroke, PanelDrawer.faint, attributes: "") }
        for (index, stroke) in panel.strokes.enumerated() {
            text += use(stroke, panel.colour(ofStroke: index), attributes: " data-stroke=\"\(index)\"")
        }
        return text + "</g>"
    }

    private mutating func use(_ stroke: [Point], _ colour: Colour, attributes: String) -> String {
        guard let first = stroke.first else { return "" }
        let form = StrokePath.data(stroke, from: first)
        let number = names[form] ?? forms.count
        if number == forms.count {
            names[form] = number
            forms.append(form)
        }
        let place = StrokePath.place(first)
        return
            "<use href=\"#\(prefix)\(number)\" transform=\"translate(\(place))\" stroke=\"\(colour.hexadecimal)\"\(attributes)/>"
    }
}
