internal import Zlib

/// A PNG or APNG file as a reader sees it: written for the tests, from the specification alone, without libpng.
package struct PNGFile {
    package struct Fault: Error, Equatable {
        package var why: String
    }

    /// A picture of an animation.
    package struct Frame: Equatable {
        package var width = 0
        package var height = 0
        package var x = 0
        package var y = 0
        /// In milliseconds.
        package var delay = 0.0
        /// The whole canvas while the frame is shown: red, green, blue, opacity.
        package var canvas: [UInt8] = []
    }

    package private(set) var width = 0
    package private(set) var height = 0
    package private(set) var depth = 0
    package private(set) var colourType = 0
    package private(set) var palette: [[UInt8]] = []
    package private(set) var opacities: [UInt8] = []
    package private(set) var texts: [(type: String, keyword: String, value: String)] = []
    /// Red, green, blue, opacity.
    package private(set) var pixels: [UInt8] = []
    package private(set) var frames: [Frame] = []
    /// As the animation says, where it is one.
    package private(set) var frameCount: Int?
    package private(set) var plays: Int?
    package private(set) var chunkTypes: [String] = []

    private var sequence = 0
    /// Compressed data of the default image, and of each frame.
    private var data: [UInt8] = []
    private var frameData: [[UInt8]] = []

    package init(_ bytes: [UInt8]) throws {
        guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else {
            throw Fault(why: "signature")
        }
        var offset = 8
        while offset < bytes.count {
            guard bytes.count - offset >= 12 else { throw Fault(why: "cut") }
            let length = Self.number(bytes[offset..<(offset + 4)])
            guard length <= bytes.count - offset - 12 else { throw Fault(why: "cut") }
            let body = bytes[(offset + 4)..<(offset + 8 + length)]
            guard Self.checksum(body) == Self.number(bytes[(offset + 8 + length)..<(offset + 12 + length)]) else {
                throw Fault(why: "checksum")
            }
            try take(String(decoding: body.prefix(4), as: UTF8.self), Array(body.dropFirst(4)))
            offset += 12 + length
        }
        guard chunkTypes.first == "IHDR", chunkTypes.last == "IEND" else { throw Fault(why: "order") }
        pixels = try rgba(Self.inflate(data), width: width, height: height)
        try compose()
    }

    private mutating func take(_ type: String, _ body: [UInt8]) throws {
        chunkTypes.append(type)
        switch type {
        case "IHDR":
            (width, height) = (Self.number(body[0..<4]), Self.number(body[4..<8]))
            (depth, colourType) = (Int(body[8]), Int(body[9]))
            guard body.count == 13, body[10...].allSatisfy({ $0 == 0 }) else { throw Fault(why: "header") }
        case "PLTE": palette = stride(from: 0, to: body.count, by: 3).map { Array(body[$0..<($0 + 3)]) }
        case "tRNS": opacities = body
        case "tEXt":
            let end = body.firstIndex(of: 0) ?? body.count
            texts.append((type, Self.latin(body[..<end]), Self.latin(body[(end + 1)...])))
        case "iTXt":
            let end = body.firstIndex(of: 0) ?? body.count
            guard body[(end + 1)..<(end + 5)] == [0, 0, 0, 0] else { throw Fault(why: "text") }
            texts.append((type, Self.latin(body[..<end]), String(decoding: body[(end + 5)...], as: UTF8.self)))
        case "acTL": (frameCount, plays) = (Self.number(body[0..<4]), Self.number(body[4..<8]))
        case "fcTL":
            try count(body)
            let numbers = (1..<5).map { Self.number(body[(4 * $0)..<(4 * $0 + 4)]) }
            var frame = Frame(width: numbers[0], height: numbers[1], x: numbers[2], y: numbers[3])
            frame.delay = Double(Self.number(body[20..<22])) / Double(Self.number(body[22..<24])) * 1000
            // Left as it is when the next comes, and put in place of what is there.
            guard body.count == 26, body[24] == 0, body[25] == 0 else { throw Fault(why: "frame") }
            frames.append(frame)
            frameData.append([])
        case "IDAT":
            data += body
            if !frames.isEmpty { frameData[0] += body }
        case "fdAT":
            try count(body)
            frameData[frames.count - 1] += body[4...]
        case "IEND": guard body.isEmpty else { throw Fault(why: "end") }
        default: throw Fault(why: type)
        }
    }

    private mutating func count(_ body: [UInt8]) throws {
        guard Self.number(body[0..<4]) == sequence else { throw Fault(why: "sequence") }
        sequence += 1
    }

    private mutating func compose() throws {
        guard frames.count == frameCount ?? 0 else { throw Fault(why: "frame count") }
        var canvas = [UInt8](repeating: 0, count: width * height * 4)
        for index in frames.indices {
            let frame = frames[index]
            guard frame.x + frame.width <= width, frame.y + frame.height <= height else { throw Fault(why: "outside") }
            let pixels = try rgba(Self.inflate(frameData[index]), width: frame.width, height: frame.height)
            for row in 0..<frame.height {
                let start = ((frame.y + row) * width + frame.x) * 4
                let size = frame.width * 4
                canvas.replaceSubrange(start..<(start + size), with: pixels[(row * size)..<((row + 1) * size)])
            }
            frames[index].canvas = canvas
        }
    }

    private func rgba(_ raw: [UInt8], width: Int, height: Int) throws -> [UInt8] {
        let channels = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][colourType] ?? 0
        let rowSize = (width * channels * depth + 7) / 8
        let step = max(channels * depth / 8, 1)
        guard channels > 0, raw.count == (rowSize + 1) * height else { throw Fault(why: "size") }
        var above = [UInt8](repeating: 0, count: rowSize)
        var pixels: [UInt8] = []
        for row in 0..<height {
            let filter = raw[row * (rowSize + 1)]
            var bytes = Array(raw[(row * (rowSize + 1) + 1)..<((row + 1) * (rowSize + 1))])
            for place in 0..<rowSize {
                let (left, up) = (place >= step ? Int(bytes[place - step]) : 0, Int(above[place]))
                let corner = place >= step ? Int(above[place - step]) : 0
                let guess = try Self.guess(filter, left: left, up: up, corner: corner)
                bytes[place] &+= UInt8(truncatingIfNeeded: guess)
            }
            for pixel in 0..<width {
                try pixels += colour((0..<channels).map { sample(pixel * channels + $0, of: bytes) })
            }
            above = bytes
        }
        return pixels
    }

    private static func guess(_ filter: UInt8, left: Int, up: Int, corner: Int) throws -> Int {
        switch filter {
        case 0: return 0
        case 1: return left
        case 2: return up
        case 3: return (left + up) / 2
        case 4:
            let middle = left + up - corner
            let (a, b, c) = (abs(middle - left), abs(middle - up), abs(middle - corner))
            return a <= b && a <= c ? left : b <= c ? up : corner
        default: throw Fault(why: "filter")
        }
    }

    private func sample(_ index: Int, of row: [UInt8]) -> Int {
        let bit = index * depth
        return Int(row[bit / 8]) >> (8 - depth - bit % 8) & (1 << depth - 1)
    }

    private func colour(_ samples: [Int]) throws -> [UInt8] {
        switch colourType {
        case 0: return [UInt8](repeating: UInt8(samples[0] * 255 / (1 << depth - 1)), count: 3) + [255]
        case 2: return samples.map { UInt8($0) } + [255]
        case 3:
            guard samples[0] < palette.count else { throw Fault(why: "palette") }
            return palette[samples[0]] + [samples[0] < opacities.count ? opacities[samples[0]] : 255]
        case 4: return [UInt8](repeating: UInt8(samples[0]), count: 3) + [UInt8(samples[1])]
        default: return samples.map { UInt8($0) }
        }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

    private static func latin(_ bytes: ArraySlice<UInt8>) -> String {
        String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }

    /// The CRC of the specification's annex, bit by bit.
    private static func checksum(_ bytes: ArraySlice<UInt8>) -> Int {
        var crc: UInt32 = .max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return Int(~crc)
    }

    private static func inflate(_ bytes: [UInt8]) throws -> [UInt8] {
        var inflater = try Inflater(.zlib)
        var output: [UInt8] = []
        var taken = 0
        while !inflater.hasEnded {
            let step = try inflater.inflate(bytes, from: taken, into: &output, atMost: 1 << 16)
            guard step != (0, 0) else { throw Fault(why: "deflate") }
            taken += step.consumed
        }
        guard taken == bytes.count else { throw Fault(why: "deflate") }
        return output
    }
}
