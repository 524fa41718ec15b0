/// Panels side by side in rows, all of one size, as in the figures of "SketchXAI" (CVPR 2023).
package struct FilmStrip: Sendable, Hashable {
    /// Panels side by side, with an optional title above them.
    package struct Row: Sendable, Hashable {
        package var title: String
        package var panels: [SketchPanel]

        package init(_ panels: [SketchPanel], title: String = "") {
            (self.panels, self.title) = (panels, title)
        }
    }

    package var rows: [Row]

    package init(_ rows: [Row]) { self.rows = rows }

    /// One row without a title.
    package init(_ panels: [SketchPanel]) { rows = [Row(panels)] }

    /// One row of `count` steps, from the first to the result, each with its number and the target's probability.
    package init(_ record: MotionRecord, count: Int = 7) {
        self.init(
            record.drawing.chosenSteps(count).map { step in
                SketchPanel(record.drawing, at: step, captions: ["step \(step)"] + record.caption(at: step))
            }
        )
    }
}

extension MotionRecord {
    /// "cat 97 %": the target's name and probability at a step; empty if there is no target.
    func caption(at step: Int) -> [String] {
        guard let target = probabilities.first else { return [] }
        return [target.name + " " + NumberText.percent(target.values[step])]
    }
}
