internal import ArrayFiles
internal import Foundation
internal import Rasteriser
internal import SketchModel
internal import TestSupport
internal import Testing

@testable internal import RasterNet

@Suite struct RasterNetworkTests {
    private static func fixture() throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: TestFiles.fixture("network/raster.safetensors"))))
    }

    @Test func readsWhatTheTrainingWrites() throws {
        let raster = try RasterNetwork(Self.fixture())
        #expect(raster.labels == ["cat", "house", "smiley face", "star"])
        #expect(raster.ownWeight == 0.8 && raster.mixture == (0.6, 0.7))
        #expect(raster.style.width == 13 && raster.style.background == .black)
        #expect(raster.network.convolutions.map(\.step) == [.stride, .stride, .residual, .stride, .residual])
        #expect(raster.network.convolutions.map(\.side) == [5, 3, 3, 3, 3])
    }

    @Test func theEmbeddedOneKnowsTheLabelsOfQuickDraw() throws {
        let raster = try RasterNetwork.embedded
        #expect(Set(raster.labels) == Set(QuickDrawCategories.names) && raster.labels.count == 345)
    }

    /// The message for the fixture with other metadata.
    private func message(_ key: String, _ value: String?) throws -> String? {
        let file = try SafeTensorsFile(BytesInMemory(Self.fixture()))
        var metadata = file.metadata
        metadata[key] = value
        let bytes = try SafeTensorsWriter.file(
            file.tensors.map { ($0, try file.floats(of: $0.name)) },
            metadata: metadata
        )
        return #expect(throws: Fault.self) { try RasterNetwork(bytes, name: "r") }?.description
    }

    @Test func metadataIsChecked() throws {
        let advice = "; give a file that train_raster.py or train_judge.py wrote"
        #expect(try message("raster.side", nil) == "r: error: has no 'raster.side' in its metadata" + advice)
        #expect(
            try message("raster.steps", #"["leap"]"#)
                == "r: error: has a bad 'raster.steps' in its metadata: 'leap' isn't a convolution step"
        )
        for value in ["0", "-1", "x", "1000", "nan"] {
            #expect(
                try message("raster.mixture.raster", value)
                    == "r: error: has a bad 'raster.mixture.raster' in its metadata: "
                    + "it isn't a number above 0 and below 1000"
            )
        }
        #expect(
            try message("raster.steps", #"["stride", "residual"]"#)
                == "r: error: has the tensor 'convolution2.weight' of shape 6×4×3×3, but a raster network needs 4×4×3×3"
        )
    }

    /// A byte here and there is changed; whatever comes of it, it is a network or a fault.
    @Test func changedBytesAreSurvived() throws {
        let bytes = try Self.fixture()
        var generator = SeededGenerator(seed: 12)
        for _ in 0..<300 {
            var changed = bytes
            for _ in 0..<1 + generator.index(below: 3) {
                changed[generator.index(below: 1_400)] = UInt8(generator.index(below: 256))
            }
            do { _ = try RasterNetwork(changed) } catch { #expect(!error.description.isEmpty) }
        }
    }
}
