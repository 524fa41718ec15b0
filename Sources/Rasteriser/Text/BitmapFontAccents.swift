/// The accents of `BitmapFont`, and the letters composed with them.
enum BitmapFontAccents {
    struct Accent {
        /// Rows of pixels, as in `BitmapFontGlyphs`.
        let rows: [String]
        /// Whether it hangs from the baseline instead of standing above the letter.
        var isBelow = false
        let bases: String
        /// For each base, the letter with the accent.
        let letters: String
    }

    static let all = [
        Accent(rows: ["#.", ".#"], bases: "AEIOUaeıou", letters: "ÀÈÌÒÙàèìòù"),
        Accent(rows: [".#", "#."], bases: "AEIOUYCLNRSZaeıouycnrszl", letters: "ÁÉÍÓÚÝĆĹŃŔŚŹáéíóúýćńŕśźĺ"),
        Accent(rows: [".#.", "#.#"], bases: "AEIOUGSWYaeıougswy", letters: "ÂÊÎÔÛĜŜŴŶâêîôûĝŝŵŷ"),
        Accent(rows: [".#.#", "#.#."], bases: "ANOIUanoıu", letters: "ÃÑÕĨŨãñõĩũ"),
        Accent(rows: ["#.#"], bases: "AEIOUYaeıouy", letters: "ÄËÏÖÜŸäëïöüÿ"),
        Accent(rows: ["##", "##"], bases: "AUau", letters: "ÅŮåů"),
        Accent(rows: ["#.#", ".#."], bases: "CDENRSTZGcenrszg", letters: "ČĎĚŇŘŠŤŽǦčěňřšžǧ"),
        Accent(rows: ["#..#", ".##."], bases: "AGUEOagueo", letters: "ĂĞŬĔŎăğŭĕŏ"),
        Accent(rows: ["###"], bases: "AEIOUaeıou", letters: "ĀĒĪŌŪāēīōū"),
        Accent(rows: ["#"], bases: "CEGIZcegz", letters: "ĊĖĠİŻċėġż"),
        Accent(rows: ["#.#", "#.#"], bases: "OUou", letters: "ŐŰőű"),
        Accent(rows: [".#.", "##."], isBelow: true, bases: "CSTcst", letters: "ÇŞŢçşţ"),
        Accent(rows: ["#.", ".#"], isBelow: true, bases: "AEIUaeiu", letters: "ĄĘĮŲąęįų"),
    ]
}
