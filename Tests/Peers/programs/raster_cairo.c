/* Draws drawings in memory with cairo, by the settings that made QuickDraw's official bitmaps, and times it.
 *
 *     raster_cairo DRAWINGS SIDE PASSES [PICTURES]
 *
 * DRAWINGS is the file that inputs.py writes: 64-bit words in the machine's order, the number of drawings; for each the
 * number of strokes; for each of these the number of points, and x and y of each point as doubles. Everything is read
 * before the clock starts. The clock takes the processor's time for all drawings, PASSES times, and the fastest pass is
 * printed. The surface is made once; what is timed ends with the surface drawn, so that taking the grey bytes out of its
 * 32-bit pixels is left to this program's untimed last pass, which writes PICTURES: SIDE * SIDE bytes each.
 */
#include <cairo.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const double original_side = 256, line_width = 16, padding = 16;

typedef union {
    uint64_t count;
    double place;
} word;

static void fail(const char *what) {
    fprintf(stderr, "raster_cairo: %s\n", what);
    exit(1);
}

static word *read_words(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END)) fail("cannot read the drawings");
    long bytes = ftell(file);
    rewind(file);
    word *words = malloc(bytes > 0 ? (size_t)bytes : 1);
    if (!words || bytes < 8 || fread(words, 1, (size_t)bytes, file) != (size_t)bytes) fail("cannot read the drawings");
    fclose(file);
    return words;
}

/* Draws one drawing; returns where the next one begins. */
static const word *draw(cairo_t *context, const word *at) {
    uint64_t strokes = (at++)->count;
    double right = -1e300, bottom = -1e300;
    const word *end = at;
    for (uint64_t stroke = 0; stroke < strokes; stroke++) {
        uint64_t points = (end++)->count;
        for (uint64_t point = 0; point < points; point++, end += 2) {
            if (end[0].place > right) right = end[0].place;
            if (end[1].place > bottom) bottom = end[1].place;
        }
    }
    double x = (original_side - right) / 2, y = (original_side - bottom) / 2;
    cairo_set_source_rgb(context, 0, 0, 0);
    cairo_paint(context);
    cairo_set_source_rgb(context, 1, 1, 1);
    for (uint64_t stroke = 0; stroke < strokes; stroke++) {
        uint64_t points = (at++)->count;
        cairo_move_to(context, at[0].place + x, at[1].place + y);
        for (uint64_t point = 0; point < points; point++, at += 2)
            cairo_line_to(context, at[0].place + x, at[1].place + y);
        cairo_stroke(context);
    }
    return at;
}

static double processor_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void write_pictures(const char *path, cairo_t *context, cairo_surface_t *surface, int side, const word *words) {
    FILE *file = fopen(path, "wb");
    unsigned char *row = malloc((size_t)side);
    if (!file || !row) fail("cannot write the pictures");
    uint64_t drawings = (words++)->count;
    for (uint64_t drawing = 0; drawing < drawings; drawing++) {
        words = draw(context, words);
        cairo_surface_flush(surface);
        const unsigned char *pixels = cairo_image_surface_get_data(surface);
        int stride = cairo_image_surface_get_stride(surface);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) row[x] = pixels[y * stride + 4 * x];
            if (fwrite(row, 1, (size_t)side, file) != (size_t)side) fail("cannot write the pictures");
        }
    }
    if (fclose(file)) fail("cannot write the pictures");
    free(row);
}

int main(int count, char **arguments) {
    if (count < 4) fail("give DRAWINGS SIDE PASSES [PICTURES]");
    const word *words = read_words(arguments[1]);
    int side = atoi(arguments[2]), passes = atoi(arguments[3]);

    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, side, side);
    cairo_t *context = cairo_create(surface);
    cairo_set_antialias(context, CAIRO_ANTIALIAS_BEST);
    cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_width(context, line_width);
    double around = 2 * padding + line_width, scale = side / (original_side + around);
    cairo_scale(context, scale, scale);
    cairo_translate(context, around / 2, around / 2);

    double fastest = 1e300;
    for (int pass = 0; pass < passes; pass++) {
        double start = processor_seconds();
        const word *at = words + 1;
        for (uint64_t drawing = 0; drawing < words->count; drawing++) at = draw(context, at);
        cairo_surface_flush(surface);
        double seconds = processor_seconds() - start;
        if (seconds < fastest) fastest = seconds;
    }
    if (count > 4) write_pictures(arguments[4], context, surface, side, words);
    if (cairo_status(context) != CAIRO_STATUS_SUCCESS) fail(cairo_status_to_string(cairo_status(context)));
    printf("{\"stopwatchSeconds\": %.9f, \"sketches\": %llu}\n", fastest, (unsigned long long)words->count);
    return 0;
}
