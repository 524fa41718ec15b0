/// Paints colours through masks. While strokes are painted, colours are multiplied by their opacity.
enum Compositor {
    static func fill(_ raster: inout Raster, with background: Background) {
        let level: UInt8 = background == .white ? 255 : 0
        let opacity: UInt8 = background == .transparent ? 0 : 255
        switch raster.channels {
        case .grey:
            for index in raster.pixels.indices { raster.pixels[index] = level }
        case .rgba:
            for index in raster.pixels.indices { raster.pixels[index] = index % 4 == 3 ? opacity : level }
        }
    }

    /// Paints over what is there: `colour` as much as the mask covers, what was there for the rest.
    static func paint(_ colour: Colour, through mask: borrowing CoverageMask, on raster: inout Raster) {
        for row in mask.touched.rows {
            for column in mask.touched.columns {
                let place = row * mask.width + column
                let share = mask.coverage[place]
                if share == 0 { continue }
                switch raster.channels {
                case .grey: raster.pixels[place] = mix(colour.red, share, raster.pixels[place])
                case .rgba:
                    raster.pixels[4 * place] = mix(colour.red, share, raster.pixels[4 * place])
                    raster.pixels[4 * place + 1] = mix(colour.green, share, raster.pixels[4 * place + 1])
                    raster.pixels[4 * place + 2] = mix(colour.blue, share, raster.pixels[4 * place + 2])
                    raster.pixels[4 * place + 3] = mix(255, share, raster.pixels[4 * place + 3])
                }
            }
        }
    }

    /// Divides colours by their opacity, and inverts.
    static func finish(_ raster: inout Raster, style: RenderStyle) {
        switch raster.channels {
        case .grey:
            if style.isInverted {
                for index in raster.pixels.indices { raster.pixels[index] = 255 - raster.pixels[index] }
            }
        case .rgba:
            guard style.isInverted || style.background == .transparent else { return }
            for pixel in stride(from: 0, to: raster.pixels.count, by: 4) {
                let opacity = Int(raster.pixels[pixel + 3])
                for channel in pixel..<(pixel + 3) {
                    var value = Int(raster.pixels[channel])
                    if opacity > 0, opacity < 255 { value = min(255, (value * 255 + opacity / 2) / opacity) }
                    raster.pixels[channel] = UInt8(style.isInverted ? 255 - value : value)
                }
            }
        }
    }

    /// `over` as much as `share` says, and `under` for the rest; each product rounded, as cairo's image surface has it.
    private static func mix(_ over: UInt8, _ share: UInt8, _ under: UInt8) -> UInt8 {
        UInt8(min(255, product(over, share) + product(under, 255 - share)))
    }

    /// `a * b / 255`, rounded.
    private static func product(_ a: UInt8, _ b: UInt8) -> Int {
        let t = Int(a) * Int(b) + 128
        return (t + t >> 8) >> 8
    }
}
