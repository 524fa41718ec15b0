// Writes a PNG file by libpng. libpng reports errors by longjmp; here they come back as a code and a message, and no
// jump passes through a caller's frames.
#ifndef CPNG_H
#define CPNG_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint32_t width;
    uint32_t height;
    // As in IHDR.
    uint8_t bit_depth;
    uint8_t colour_type;
    // zlib's, from 0 to 9.
    uint8_t level;
    // Run lengths alone are looked for, which is what line art has.
    uint8_t run_lengths;
    // Each row gets the filter that libpng thinks best; none has one else.
    uint8_t filters;
    // Entries of four bytes each: red, green, blue, opacity.
    const uint8_t *palette;
    uint32_t palette_count;
    // How many of the first entries have their opacity written.
    uint32_t opacity_count;
    // Further chunks, one after another: four bytes of type, the length in this machine's order, the data.
    const uint8_t *chunks;
    size_t chunks_size;
    // All rows as a zlib stream, or NULL where libpng is to make it.
    const uint8_t *data;
    size_t data_size;
    // All rows, or NULL where `fill` gives them.
    const uint8_t *rows;
    // From one row to the next, in bytes.
    size_t row_size;
} croquis_png_picture;

// Puts rows `first` to `first + count - 1` where `rows` is.
typedef void (*croquis_png_fill)(void *context, uint8_t *rows, uint32_t first, uint32_t count);
// Takes the file's next bytes.
typedef void (*croquis_png_sink)(void *context, const uint8_t *bytes, size_t count);

// Writes a whole file. Returns 0, or 1 with a sentence in `message`.
int croquis_png_write(
    const croquis_png_picture *picture,
    croquis_png_fill fill,
    croquis_png_sink sink,
    void *context,
    char *message,
    size_t message_size
);

#endif
