// Writes a PNG file with libpng. libpng reports errors by longjmp; here they are returned as a code and a message, and
// no jump passes through a caller's frames.
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
    // zlib's level, from 0 to 9.
    uint8_t level;
    // Whether only run lengths are looked for, which suits line art.
    uint8_t run_lengths;
    // Whether each row gets the filter that libpng prefers; otherwise none has a filter.
    uint8_t filters;
    // Entries of four bytes each: red, green, blue, opacity.
    const uint8_t *palette;
    uint32_t palette_count;
    // The number of leading entries whose opacity is written.
    uint32_t opacity_count;
    // Further chunks, one after another: four bytes of type, the length in the machine's byte order, the data.
    const uint8_t *chunks;
    size_t chunks_size;
    // All rows as a zlib stream, or NULL if libpng is to make it.
    const uint8_t *data;
    size_t data_size;
    // All rows, or NULL if `fill` supplies them.
    const uint8_t *rows;
    // The distance between rows, in bytes.
    size_t row_size;
} croquis_png_picture;

// Writes rows `first` to `first + count - 1` to `rows`.
typedef void (*croquis_png_fill)(void *context, uint8_t *rows, uint32_t first, uint32_t count);
// Receives the next bytes of the file.
typedef void (*croquis_png_sink)(void *context, const uint8_t *bytes, size_t count);

// Writes a complete file. Returns 0, or 1 with an error message in `message`.
int croquis_png_write(
    const croquis_png_picture *picture,
    croquis_png_fill fill,
    croquis_png_sink sink,
    void *context,
    char *message,
    size_t message_size
);

#endif
