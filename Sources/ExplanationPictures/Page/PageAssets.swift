internal import CPageAssets
internal import Rasteriser
internal import SketchModel

/// What a page looks like and what it runs, of the files beside Sources/CPageAssets. Pictures have their colours as
/// attributes, those of the files beside the page; rules by attribute make of them what suits a dark page.
enum PageAssets {
    static var style: String { text(croquis_page_css(), croquis_page_css_count()) + dark }

    /// It fetches nothing and writes no markup: numbers and attributes alone.
    static var script: String { text(croquis_page_js(), croquis_page_js_count()) }

    private static func text(_ start: UnsafePointer<UInt8>, _ count: Int) -> String {
        String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    private static var dark: String {
        func rules(_ from: Colour, _ to: String) -> String {
            "svg [stroke=\"\(from.hexadecimal)\"]{stroke:\(to)}svg [fill=\"\(from.hexadecimal)\"]{fill:\(to)}\n"
        }
        let greys = [
            (Colour.white, "var(--paper)"), (PanelDrawer.outline, "var(--edge)"), (PanelDrawer.faint, "var(--faint)"),
            // Those of charts.
            (Colour(rgb: 0x222222), "var(--ink)"), (Colour(rgb: 0x555555), "var(--soft)"),
            (Colour(rgb: 0xDDDDDD), "var(--line)"),
        ]
        return greys.map { rules($0, $1) }.joined() + """
            @media (prefers-color-scheme:dark){
            :root{--page:#14161a;--paper:#191c21;--ink:#e9ebee;--soft:#9ba4b0;--line:#2b3037;--edge:#3b424c;\
            --faint:#343a43;--wash:#20242a;--accent:#74b9f0}
            \(StrokeHues.onDark.map { rules($0.colour, $0.lifted.hexadecimal) }.joined())}

            """
    }
}
