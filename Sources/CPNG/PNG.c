#include "CPNG.h"
#include <png.h>
#include <stdlib.h>
#include <string.h>

// Rows are requested in strips of about this many bytes.
enum { STRIP_SIZE = 32 * 1024, COMPRESSION_BUFFER_SIZE = 16 * 1024, LONGEST_CHUNK = 1 << 30 };

typedef struct {
    croquis_png_sink sink;
    void *context;
    char *message;
    size_t message_size;
} writing;

static void take(png_structp png, png_bytep bytes, size_t count) {
    const writing *state = png_get_io_ptr(png);
    state->sink(state->context, bytes, count);
}

static void flush(png_structp png) { (void)png; }

static void fail(png_structp png, png_const_charp why) {
    const writing *state = png_get_error_ptr(png);
    if (state->message_size > 0) {
        strncpy(state->message, why, state->message_size - 1);
        state->message[state->message_size - 1] = 0;
    }
    png_longjmp(png, 1);
}

static void ignore(png_structp png, png_const_charp why) { (void)png, (void)why; }

static void set_header(png_structp png, png_infop info, const croquis_png_picture *picture) {
    png_set_IHDR(
        png, info, picture->width, picture->height, picture->bit_depth, picture->colour_type, PNG_INTERLACE_NONE,
        PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT
    );
    if (picture->colour_type == PNG_COLOR_TYPE_PALETTE) {
        png_color colours[256];
        png_byte opacities[256];
        if (picture->palette_count > 256 || picture->opacity_count > picture->palette_count)
            png_error(png, "the palette is too long");
        for (uint32_t index = 0; index < picture->palette_count; index++) {
            const uint8_t *entry = picture->palette + 4 * index;
            colours[index] = (png_color){entry[0], entry[1], entry[2]};
            opacities[index] = entry[3];
        }
        png_set_PLTE(png, info, colours, (int)picture->palette_count);
        if (picture->opacity_count > 0) png_set_tRNS(png, info, opacities, (int)picture->opacity_count, NULL);
    }
    png_set_filter(png, PNG_FILTER_TYPE_BASE, picture->filters ? PNG_ALL_FILTERS : PNG_FILTER_NONE);
    png_set_compression_level(png, picture->level);
    png_set_compression_strategy(png, picture->run_lengths ? 3 /* Z_RLE */ : 0);
    png_set_compression_buffer_size(png, COMPRESSION_BUFFER_SIZE);
    // All indices are within the palette by construction.
    png_set_check_for_invalid_index(png, 0);
}

static void write_chunks(png_structp png, const croquis_png_picture *picture) {
    size_t offset = 0;
    while (offset < picture->chunks_size) {
        uint32_t length;
        if (picture->chunks_size - offset < 8) png_error(png, "a chunk is cut short");
        memcpy(&length, picture->chunks + offset + 4, 4);
        if (picture->chunks_size - offset - 8 < length) png_error(png, "a chunk is cut short");
        png_write_chunk(png, picture->chunks + offset, picture->chunks + offset + 8, length);
        offset += 8 + (size_t)length;
    }
}

static void write_data(png_structp png, const croquis_png_picture *picture) {
    size_t offset = 0;
    do {
        size_t left = picture->data_size - offset;
        size_t length = left < LONGEST_CHUNK ? left : LONGEST_CHUNK;
        png_write_chunk(png, (png_const_bytep)"IDAT", picture->data + offset, length);
        offset += length;
    } while (offset < picture->data_size);
    // png_write_end would complain about missing rows.
    png_write_chunk(png, (png_const_bytep)"IEND", NULL, 0);
}

static void write_rows(
    png_structp png,
    png_infop info,
    const croquis_png_picture *picture,
    croquis_png_fill fill,
    void *context,
    uint8_t *strip,
    uint32_t strip_rows
) {
    for (uint32_t first = 0; first < picture->height; first += strip_rows) {
        uint32_t count = picture->height - first < strip_rows ? picture->height - first : strip_rows;
        if (!picture->rows) fill(context, strip, first, count);
        const uint8_t *rows = picture->rows ? picture->rows + first * picture->row_size : strip;
        for (uint32_t row = 0; row < count; row++) png_write_row(png, rows + row * picture->row_size);
    }
    png_write_end(png, info);
}

int croquis_png_write(
    const croquis_png_picture *picture,
    croquis_png_fill fill,
    croquis_png_sink sink,
    void *context,
    char *message,
    size_t message_size
) {
    writing state = {sink, context, message, message_size};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &state, fail, ignore);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    // Allocated before setjmp, so that the pointer has a defined value after a jump.
    uint32_t strip_rows = picture->row_size > 0 && picture->row_size < STRIP_SIZE ? STRIP_SIZE / picture->row_size : 1;
    int needs_strip = !picture->rows && !picture->data;
    uint8_t *strip = !needs_strip ? NULL : malloc(strip_rows * (picture->row_size ? picture->row_size : 1));
    if (!info || (needs_strip && !strip)) {
        if (message_size > 0) strncpy(message, "there is no memory left", message_size);
        png_destroy_write_struct(&png, &info);
        free(strip);
        return 1;
    }
    if (setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, &info);
        free(strip);
        return 1;
    }
    png_set_write_fn(png, &state, take, flush);
    set_header(png, info, picture);
    png_write_info(png, info);
    write_chunks(png, picture);
    if (picture->data) {
        write_data(png, picture);
    } else {
        write_rows(png, info, picture, fill, context, strip, strip_rows);
    }
    png_destroy_write_struct(&png, &info);
    free(strip);
    return 0;
}
