package import SketchModel
package import SketchTransforms

/// What a run of the pipeline did.
package struct PipelineReport: Sendable {
    /// The number of sketches read, before any transform.
    package var read = 0
    /// The number of sketches that came out of the last transform and that the verb took.
    package var kept = 0
    package var faults = 0
    package var inputs = 0
    /// The number of files in directories that hold no drawings.
    package var passedOver = 0
    /// The number of inputs in each format, by name.
    package var formats: [String: Int] = [:]
    /// The number of sketches without a label in their record, by where their label was taken from.
    package var labels: [LabelOrigin: Int] = [:]
    /// What reading, transforming and, if the sketches ran into a writer, writing could not keep.
    package var losses = LossReport()
    /// The decisions of the readers, with the inputs' names.
    package var notes: [(source: String, text: String)] = []
    /// What the user should know about the output, if the sketches ran into a writer.
    package var outputNotes: [String] = []
    /// The labels that `-t label:` looked for and no sketch had; empty if the input was not read to its end.
    package var missingLabels: [MissingLabel] = []

    /// The report of a run that hasn't started.
    package init() {}

    /// Counts sketches that came out but that the output refused as faults.
    package mutating func refuse(_ sketches: Int) {
        faults += sketches
        kept -= sketches
    }
}

/// The progress of a run.
package struct PipelineProgress: Sendable {
    /// The number of bytes read from the inputs, before decompression.
    package var bytes: Int
    /// The bytes of all inputs; known only for a single file that isn't a pipe.
    package var totalBytes: Int?
    package var sketches: Int
    /// The number of the file being read, from 1, and the number of files if there are several and no directory.
    package var file = 1
    package var files: Int?
    /// The number of sketches that the last `take` has let through, and its limit.
    package var taken: (count: Int, limit: Int)?

    package init(
        bytes: Int,
        totalBytes: Int? = nil,
        sketches: Int,
        file: Int = 1,
        files: Int? = nil,
        taken: (count: Int, limit: Int)? = nil
    ) {
        (self.bytes, self.totalBytes, self.sketches) = (bytes, totalBytes, sketches)
        (self.file, self.files, self.taken) = (file, files, taken)
    }
}

/// What happens when a record can't be read, transformed or written.
package enum ErrorPolicy: String, Sendable, Hashable, CaseIterable {
    case stop
    case skip
}
