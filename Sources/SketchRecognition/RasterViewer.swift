package import RasterNet
package import Rasteriser
package import SketchModel

/// One thread's memory for recognising pictures, and the pictures that wait for its next pass.
package struct RasterViewer {
    private let network: ConvolutionalNetwork
    /// For each label to choose from, its index among the network's.
    private let places: [Int]
    private var drawer: SketchDrawer
    private var raster: Raster
    private var memory = ConvolutionalNetwork.Memory()
    private var pictures: [UInt8] = []

    package init(_ raster: RasterNetwork, places: [Int]) throws(RasterError) {
        network = raster.network
        self.places = places
        drawer = try SketchDrawer(raster.style)
        self.raster = try drawer.makeRaster()
    }

    package mutating func removeAll() { pictures.removeAll(keepingCapacity: true) }

    package mutating func add(_ sketch: borrowing Sketch) {
        drawer.draw(sketch, into: &raster)
        pictures += raster.pixels
    }

    /// The logits of the labels to choose from, one row per added sketch; the sketches are then removed.
    package mutating func logits() -> [Float] {
        defer { removeAll() }
        let all = network.forward(pictures, in: &memory).logits
        let classes = network.last.outputs
        return stride(from: 0, to: all.count, by: classes).flatMap { row in places.map { all[row + $0] } }
    }
}
