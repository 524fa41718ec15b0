internal import Augmentation
public import SketchModel

/// A step that changes, drops or reorders sketches on their way from a reader to a writer: what the command's `-t` takes.
///
/// A list of transforms runs in its order. Units are those of the sketch at that point of the list.
public struct Transform: Sendable {
    private let makeStep: @Sendable (_ place: Int) -> TransformStep

    /// - Parameter makeStep: makes the step for its place in the list, from 0, so that two random steps of one list draw
    ///   different numbers.
    package init(_ makeStep: @escaping @Sendable (_ place: Int) -> TransformStep) { self.makeStep = makeStep }

    /// Reads a transform as the command line has it: `simplify:2`, `fit:256,padding=8`.
    /// - Throws: `Fault` whose reason says what is wrong with the text.
    public init(_ text: String) throws(Fault) {
        do {
            self = try TransformCatalogue.transform(parsing: text)
        } catch {
            throw Fault(source: text, reason: error)
        }
    }

    package func step(at place: Int) -> TransformStep { makeStep(place) }

    package static func each(_ transform: some SketchTransform) -> Transform { Transform { _ in .each(transform) } }
    package static func gather(_ transform: some GatheringTransform) -> Transform {
        Transform { _ in .gather(transform) }
    }
    package static func filter(_ filter: some OrderedFilter) -> Transform { Transform { _ in .filter(filter) } }
}

extension [Transform] {
    /// The steps of the list, each told its place.
    package var steps: [TransformStep] { enumerated().map { $1.step(at: $0) } }
}

// MARK: Simplification

extension Transform {
    /// The official QuickDraw simplification: fits the drawing to 255 units, resamples it to 1 unit, simplifies it by 2
    /// units and rounds.
    public static let quickdraw = each(QuickDrawSimplification())

    /// Ramer-Douglas-Peucker: drops points that lie within `epsilon` units, 0 or more, of the line between kept ones.
    public static func simplify(_ epsilon: Double) -> Transform { each(Simplify(epsilon: max(0, epsilon))) }

    /// Ramer-Douglas-Peucker to at most `points` points in the whole sketch; the ends of strokes stay.
    public static func simplify(toPoints points: Int) -> Transform { each(Simplify(.points(max(1, points)))) }

    /// New points along each stroke, `spacing` units apart, more than 0.
    public static func resample(spacing: Double) -> Transform { each(Resample(by: .spacing(spacing))) }

    /// `points` new points along each stroke, at least 1.
    public static func resample(points: Int) -> Transform { each(Resample(by: .points(max(1, points)))) }

    /// Drops points equal to the one before them in their stroke.
    public static let removeDuplicates = each(RemoveDuplicates())
}

// MARK: Geometry

extension Transform {
    /// Scales a sketch uniformly: its minima to `padding`, its longer side to `side` − 2 · `padding`, which is more than 0.
    public static func fit(_ side: Double, padding: Double = 0) -> Transform { each(Fit(side: side, padding: padding)) }

    /// Moves the smallest x and y to 0.
    public static let align = each(Align())

    /// Moves the centre of the bounding box to `point`.
    public static func center(at point: Point = .zero) -> Transform { each(Center(place: point)) }

    /// Multiplies the coordinates by a factor, which isn't 0.
    public static func scale(_ factor: Double) -> Transform { each(Scale(x: factor, y: factor)) }

    /// Turns clockwise, in degrees, about the centre of the bounding box.
    public static func rotate(degrees: Double) -> Transform { each(Rotate(degrees: degrees)) }

    /// Adds to every coordinate.
    public static func translate(x: Double, y: Double) -> Transform { each(Translate(x: x, y: y)) }

    /// Mirrors left to right within the bounding box.
    public static let flipHorizontally = each(Flip(isHorizontal: true))

    /// Mirrors top to bottom within the bounding box.
    public static let flipVertically = each(Flip(isHorizontal: false))

    /// Centres the sketch, its longer side at −1…1.
    public static let normalise = each(Normalise(extent: 1))

    /// Centres the sketch, its longer side at −0.74…0.74, as SketchXAI's networks take it.
    public static let normaliseForSketchXAI = each(Normalise.sketchXAI)

    /// Divides by the standard deviation of the offsets of the whole set, as Sketch-RNN does.
    public static let normaliseOffsets = gather(NormaliseOffsets())
}

// MARK: Selection

extension Transform {
    /// Keeps sketches of so many strokes.
    public static func strokes(_ count: ClosedRange<Int>) -> Transform {
        each(CountFilter(unit: .strokes, allowed: count))
    }

    /// Keeps sketches of so many points.
    public static func points(_ count: ClosedRange<Int>) -> Transform {
        each(CountFilter(unit: .points, allowed: count))
    }

    /// Keeps sketches that have one of these labels.
    public static func labels(_ labels: Set<String>) -> Transform {
        Transform { .each(LabelFilter(labels, place: $0)) }
    }

    /// Keeps sketches that QuickDraw's game recognised, or those that it didn't.
    public static func recognized(_ wanted: Bool = true) -> Transform { each(RecognizedFilter(wanted: wanted)) }

    /// Keeps the first sketches, and stops reading after them.
    public static func take(_ count: Int) -> Transform { Transform { _ in .take(max(0, count)) } }

    /// Drops the first sketches.
    public static func skip(_ count: Int) -> Transform { Transform { _ in .skip(max(0, count)) } }

    /// Keeps so many sketches chosen at random, in their order.
    public static func sample(_ count: Int) -> Transform {
        Transform { .gather(Sample(size: max(0, count), place: $0)) }
    }

    /// Keeps so many sketches of each label, chosen at random, in their order.
    public static func sample(perLabel count: Int) -> Transform {
        Transform { .gather(SampleByLabel(size: max(0, count), place: $0)) }
    }

    /// Keeps the first of sketches that are the same drawing, whatever their labels.
    public static let unique = filter(Unique())

    /// Puts all sketches into a random order.
    public static let shuffle = Transform { .gather(Shuffle(place: $0)) }
}

// MARK: Random changes

extension Transform {
    /// The random changes that Croquis trains its own networks with: warps, other cuts, joints and orders of strokes, and
    /// more. `strength` multiplies their probabilities and sizes; 1 is what the networks were trained with.
    public static func augment(strength: Double = 1) -> Transform {
        Transform { .each(Augment(augmentation: SketchAugmentation().scaled(by: max(0, strength)), place: $0)) }
    }

    /// Multiplies x and y by random factors in 1 − `extent`…1 + `extent`, as Sketch-RNN does.
    public static func jitterScale(_ extent: Double) -> Transform {
        Transform { .each(JitterScale(extent: extent, place: $0)) }
    }

    /// Drops inner points of strokes, each with this probability, 0…1.
    public static func dropPoints(_ probability: Double) -> Transform {
        Transform { .each(DropPoints(probability: probability, place: $0)) }
    }
}
