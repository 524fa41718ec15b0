internal import RasterNet
internal import Rasteriser
internal import SketchModel

/// One thread's memory for looking at pictures, and the pictures that wait for its next pass.
struct RasterViewer {
    private let network: ConvolutionalNetwork
    /// For each label to choose from, its place among the network's.
    private let places: [Int]
    private var canvas: SketchCanvas
    private var memory = ConvolutionalNetwork.Memory()
    private var pictures: [UInt8] = []

    init(_ raster: RasterNetwork, places: [Int]) throws(RasterError) {
        network = raster.network
        self.places = places
        canvas = try SketchCanvas(raster.style)
    }

    mutating func removeAll() { pictures.removeAll(keepingCapacity: true) }

    mutating func add(_ sketch: borrowing Sketch) throws(RasterError) { pictures += try canvas.draw(sketch).pixels }

    /// The logits of the labels to choose from, a row for each sketch that was added; they are forgotten then.
    mutating func logits() -> [Float] {
        defer { removeAll() }
        let all = network.forward(pictures, in: &memory).logits
        let classes = network.last.outputs
        return stride(from: 0, to: all.count, by: classes).flatMap { row in places.map { all[row + $0] } }
    }
}
