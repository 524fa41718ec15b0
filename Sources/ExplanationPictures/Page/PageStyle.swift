internal import Rasteriser
internal import SketchModel

/// The style of a page. Pictures have their colours as attributes, the same as the files beside the page; rules by
/// attribute change them to what suits a dark page.
enum PageStyle {
    static let text = layout + tables + player + dark

    private static let layout = """
        :root{color-scheme:light dark;--page:#fff;--paper:#fff;--ink:#1c1f24;--soft:#5b6470;--line:#e3e6ea;\
        --edge:#cdd2d9;--faint:#e1e4e9;--wash:#f4f5f7;--accent:#0b63a5}
        *{box-sizing:border-box}
        body{margin:0;background:var(--page);color:var(--ink);\
        font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;\
        -webkit-text-size-adjust:100%}
        main{max-width:1240px;margin:0 auto;padding:clamp(20px,4vw,52px) clamp(16px,4vw,48px) 64px}
        header{margin-bottom:clamp(20px,3vw,36px)}
        h1{margin:0;font-size:clamp(1.6rem,3.4vw,2.5rem);line-height:1.15;letter-spacing:-.02em;font-weight:650;\
        overflow-wrap:anywhere}
        header p{margin:.4em 0 0;color:var(--soft);font-size:1.1rem;overflow-wrap:anywhere}
        h2{margin:2.2em 0 .8em;font-size:1.15rem;font-weight:650;letter-spacing:-.01em}
        h3{margin:1.2em 0 .6em;font-size:1rem;font-weight:600}
        .columns>div>h2:first-child,.columns>div>h3:first-child{margin-top:0}
        .prose{max-width:68ch}
        a{color:var(--accent);text-underline-offset:.15em}
        figure{margin:0}
        figure>svg,.panel svg,.stage svg.drawing{display:block;width:100%;height:auto}
        figure>svg>rect:first-of-type{fill:none}
        figure svg text{font-family:inherit}
        .stage svg.drawing,.panel svg{background:var(--wash);border-radius:6px}
        figcaption{margin-top:.5em;color:var(--soft);font-size:.9rem}
        .chart svg{max-width:760px}
        @media (max-width:640px){figure svg text{font-size:17px}}
        .columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,340px),1fr));\
        gap:24px clamp(28px,5vw,72px);margin-top:2.6em}
        .columns>div{min-width:0}
        @media (min-width:860px){.films .film{grid-template-columns:repeat(var(--count),minmax(0,1fr))}}
        .columns .films .film{grid-template-columns:repeat(auto-fill,minmax(min(29%,124px),1fr))}
        .film{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(29%,124px),1fr));gap:20px 14px}
        .panel{display:block;color:inherit;text-align:center;text-decoration:none;font-size:.9rem;line-height:1.35}
        .panel svg{margin-bottom:6px}
        .film g{stroke-width:3.8}
        .panel span{display:block;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
        .panel span+span{color:var(--soft)}
        a.panel:hover svg>rect:first-child{stroke:var(--accent)}
        .single .panel,.single img{max-width:520px;width:100%}
        .single img{height:auto}
        .forms{position:absolute}
        .dim{opacity:.16}
        .overview{list-style:none;margin:0;padding:0}
        .overview li{display:grid;grid-template-columns:minmax(120px,1fr) minmax(0,4fr);gap:20px;align-items:center;\
        padding:18px 0;border-top:1px solid var(--line)}
        .overview .film{grid-template-columns:repeat(auto-fill,minmax(min(29%,120px),1fr));gap:12px}
        .overview .name a{display:block;font-weight:600;overflow-wrap:anywhere}
        .overview .name span{display:block;color:var(--soft);font-size:.9rem;overflow-wrap:anywhere}
        @media (max-width:640px){.overview li{grid-template-columns:1fr;gap:12px}}

        """

    private static let tables = """
        .scroll{overflow-x:auto}
        table{width:100%;border-collapse:collapse;font-size:.95rem;font-variant-numeric:tabular-nums}
        th,td{padding:.45em .9em .45em 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:middle}
        th:last-child,td:last-child{padding-right:0}
        thead th{color:var(--soft);font-size:.85rem;font-weight:500;line-height:1.25;vertical-align:bottom}
        tbody th{font-weight:500;white-space:nowrap}
        .number{text-align:right}
        td.number{white-space:nowrap}
        tr.lit>*{background:var(--wash)}
        .bar{min-width:130px;white-space:nowrap}
        .bar svg{display:inline-block;width:calc(100% - 4.6em);min-width:56px;height:9px;margin-right:.7em;\
        border-radius:2px;background:var(--wash);vertical-align:middle}
        .bar span{display:inline-block;width:3.9em;text-align:right}
        .dot{width:.7em;height:.7em;margin-right:.5em;vertical-align:-.02em}
        .facts{margin:0}
        .facts div{display:flex;justify-content:space-between;gap:16px;padding:.45em 0;\
        border-bottom:1px solid var(--line)}
        .facts dt{min-width:0;color:var(--soft);overflow-wrap:anywhere}
        .facts dd{min-width:0;margin:0;text-align:right;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
        .links{list-style:none;margin:0;padding:0}
        .links li{padding:.2em 0;overflow-wrap:anywhere}

        """

    private static let player = """
        .player{display:grid;gap:28px clamp(28px,4vw,60px);align-items:start}
        .player>div{min-width:0}
        @media (min-width:860px){.player{grid-template-columns:minmax(0,1.06fr) minmax(0,1fr)}}
        .controls{display:flex;flex-wrap:wrap;align-items:center;gap:10px 16px;margin-top:14px}
        .play{flex:none;display:grid;place-items:center;width:44px;height:44px;padding:0;border:0;border-radius:50%;\
        background:var(--ink);color:var(--page);cursor:pointer}
        .play svg{width:22px;height:22px;fill:currentColor}
        .play .halt,.playing .play .go{display:none}
        .playing .play .halt{display:inline}
        .steps{flex:1 1 160px;min-width:0;height:32px;margin:0;background:none;appearance:none;-webkit-appearance:none;\
        cursor:pointer}
        .steps::-webkit-slider-runnable-track{height:4px;border-radius:2px;\
        background:linear-gradient(to right,var(--ink) var(--done,100%),var(--edge) var(--done,100%))}
        .steps::-moz-range-track{height:4px;border-radius:2px;background:var(--edge)}
        .steps::-moz-range-progress{height:4px;border-radius:2px;background:var(--ink)}
        .steps::-webkit-slider-thumb{-webkit-appearance:none;width:18px;height:18px;margin-top:-7px;\
        border:3px solid var(--page);border-radius:50%;background:var(--ink);box-shadow:0 0 0 1px var(--ink)}
        .steps::-moz-range-thumb{width:14px;height:14px;border:3px solid var(--page);border-radius:50%;\
        background:var(--ink);box-shadow:0 0 0 1px var(--ink)}
        :focus-visible{outline:2px solid var(--accent);outline-offset:3px}
        .toggle{display:flex;align-items:center;gap:7px;color:var(--soft);font-size:.95rem;cursor:pointer}
        .toggle input{width:16px;height:16px;margin:0;accent-color:var(--accent)}
        .readings{display:flex;flex-wrap:wrap;gap:14px clamp(24px,3vw,44px);margin-bottom:10px}
        .reading b{display:block;min-width:2.2em;font-size:clamp(1.6rem,2.6vw,2.2rem);line-height:1.15;font-weight:600;\
        letter-spacing:-.02em;font-variant-numeric:tabular-nums;white-space:nowrap}
        .reading span{color:var(--soft);font-size:.95rem;overflow-wrap:anywhere}
        .cursor{stroke:var(--soft);stroke-width:1.5}
        .mark{stroke:var(--paper);stroke-width:2}
        .moving path{transition:opacity .12s}

        """

    private static var dark: String {
        func rules(_ from: Colour, _ to: String) -> String {
            "svg [stroke=\"\(from.hexadecimal)\"]{stroke:\(to)}svg [fill=\"\(from.hexadecimal)\"]{fill:\(to)}\n"
        }
        let greys = [
            (Colour.white, "var(--paper)"), (PanelDrawer.outline, "var(--edge)"), (PanelDrawer.faint, "var(--faint)"),
            // The colours of charts.
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
