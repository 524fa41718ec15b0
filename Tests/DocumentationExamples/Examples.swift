import Croquis
import CroquisNetworks

/// The Swift blocks of the README and the documentation, as they stand there. They see only what is public, and run in a
/// folder that has `cats.ndjson` and `owl.svg`.
@main
enum Examples {
    static func main() async throws {
        try await readme()
        try await stream()
        try await inversion()
    }

    static func readme() async throws {
        let sketches = try await Sketch.read("cats.ndjson")
        try sketches[0].png(.google28).write(to: "cat.png")
        let best = try Classifier.embedded.classify(sketches[0]).best
        print(best.label, best.probability)
        try await Sketch.convert("cats.ndjson", to: "cats.npz", [.quickdraw, .fit(255)])
        let recovered = try Inverter.embedded.recover(sketches[0], label: "cat", seed: 7)
        try await Sketch.write([recovered.sketch], to: "recovered.svg")
    }

    static func stream() async throws {
        var points = 0
        for try await sketch in Sketch.stream("cats.ndjson") {
            points += sketch.points.count
        }
        print(points)
    }

    static func inversion() async throws {
        let sketches = try await Sketch.read("owl.svg")
        let inversion = try Inverter.embedded.recover(sketches[0], label: "owl", seed: 7)
        try await Sketch.write([inversion.sketch], to: "recovered-owl.svg")
    }
}
