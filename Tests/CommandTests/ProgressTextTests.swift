internal import SketchStreams
internal import Testing

@testable internal import CroquisCommand

struct ProgressTextTests {
    private func line(_ state: PipelineProgress, seconds: Double = 10, columns: Int = 60) -> String {
        ProgressText(verb: "converting", state: state, seconds: seconds).line(columns: columns)
    }

    @Test func oneFile() {
        #expect(line(PipelineProgress(bytes: 0, sketches: 0), seconds: 0) == "converting: 0 sketches")
        #expect(line(PipelineProgress(bytes: 5, sketches: 1)) == "converting: 1 sketch, 0.1/s")
        #expect(
            line(PipelineProgress(bytes: 250, totalBytes: 1000, sketches: 123_456))
                == "converting: 123 456 sketches, 25 %, 12 345/s, 0:30 left"
        )
    }

    @Test func severalFiles() {
        #expect(
            line(PipelineProgress(bytes: 1, sketches: 5_000, file: 3, files: 11), seconds: 30)
                == "converting: 5 000 sketches, file 3 of 11, 166/s, 2:15 left"
        )
        #expect(
            line(PipelineProgress(bytes: 1, sketches: 23_456_789, file: 123, files: 345), seconds: 100)
                == "converting: 23.5 M, file 123 of 345, 234 567/s, 3:03 left"
        )
    }

    @Test func soManyOfThem() {
        #expect(
            line(PipelineProgress(bytes: 9, totalBytes: 9_000, sketches: 900, taken: (500, 2_000)), seconds: 4)
                == "converting: 500 of 2 000 sketches, 225/s, 0:12 left"
        )
        #expect(line(PipelineProgress(bytes: 9, sketches: 0, taken: (0, 0))) == "converting: 0 of 0 sketches, 0/s")
    }

    @Test func times() {
        #expect(
            [0, 7, 60, 750, 3_723, 360_000].map(ProgressText.time) == [
                "0:00", "0:07", "1:00", "12:30", "1:02:03", "100:00:00",
            ]
        )
    }

    @Test func fitsEveryWidth() {
        let states = [
            PipelineProgress(bytes: 1, totalBytes: 1_000, sketches: 50_000_000),
            PipelineProgress(bytes: 1, sketches: 987_654_321, file: 123_456, files: 234_567),
            PipelineProgress(bytes: 1, sketches: 5, file: 1, files: 2, taken: (49_999_999, 50_000_000)),
        ]
        for state in states {
            for columns in 0...60 { #expect(line(state, seconds: 4_000, columns: columns).count <= columns) }
        }
    }
}
