/// Writes a page.
struct HTMLWriter {
    static func text(of page: HTMLPage) -> String { "" }
}

extension HTMLPage {
    static func sections(_ record: MotionRecord, _ facts: [HTMLFact], _ links: [HTMLLink]) -> [HTMLSection] { [] }
}
