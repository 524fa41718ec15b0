// Reads every number of the drawings of an NDJSON file with simdjson's on-demand interface: the yardstick for
// `croquis info`. It keeps counts, and the sum of all coordinates so that no read can be optimised away.
//
//     simdjson_read FILE [THREADS] [double|integer] [documents|lines]
//
// The file is mapped. Threads take parts of it that end at newlines, one after another. `documents` gives simdjson a
// whole part at once (iterate_many), `lines` one line at a time (iterate). `double` reads numbers as a program must
// that also takes raw drawings; `integer` is enough for simplified ones.

#include <fcntl.h>
#include <simdjson.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>

namespace {

using namespace simdjson;

constexpr size_t partSize = 2 << 20;

struct Totals {
    uint64_t sketches = 0, strokes = 0, points = 0, numbers = 0;
    double sum = 0;
};

[[noreturn]] void fail(const char *what, const char *why) {
    std::fprintf(stderr, "simdjson_read: %s: %s\n", what, why);
    std::exit(1);
}

template <typename Document>
void readSketch(Document &&document, bool asDouble, Totals &totals) {
    totals.sketches += 1;
    ondemand::array drawing = document["drawing"].get_array();
    for (ondemand::array stroke : drawing) {
        totals.strokes += 1;
        uint64_t numbers = 0, channels = 0;
        double sum = 0;
        for (ondemand::array channel : stroke) {
            channels += 1;
            if (asDouble) {
                for (double number : channel) {
                    sum += number;
                    numbers += 1;
                }
            } else {
                int64_t whole = 0;
                for (int64_t number : channel) {
                    whole += number;
                    numbers += 1;
                }
                sum += double(whole);
            }
        }
        totals.sum += sum;
        totals.numbers += numbers;
        if (channels > 0) { totals.points += numbers / channels; }
    }
}

void readDocuments(ondemand::parser &parser, const char *from, size_t length, bool asDouble, Totals &totals) {
    ondemand::document_stream stream =
        parser.iterate_many(reinterpret_cast<const uint8_t *>(from), length, std::max(length, size_t(1000)));
    for (auto document : stream) { readSketch(document, asDouble, totals); }
}

void readLines(ondemand::parser &parser, const char *from, size_t length, bool asDouble, Totals &totals) {
    const char *end = from + length;
    while (from < end) {
        auto *newline = static_cast<const char *>(std::memchr(from, '\n', size_t(end - from)));
        const char *lineEnd = newline ? newline : end;
        if (lineEnd > from) {
            auto size = size_t(lineEnd - from);
            ondemand::document document = parser.iterate(from, size, size + SIMDJSON_PADDING);
            readSketch(document, asDouble, totals);
        }
        from = lineEnd + 1;
    }
}

/// Maps the file with zero bytes after it, which simdjson may look at.
const char *mapPadded(const char *path, size_t &length) {
    int file = open(path, O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) { fail(path, std::strerror(errno)); }
    length = size_t(status.st_size);
    void *room = mmap(nullptr, length + SIMDJSON_PADDING + 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED) { fail(path, std::strerror(errno)); }
    if (length > 0 && mmap(room, length, PROT_READ, MAP_PRIVATE | MAP_FIXED, file, 0) == MAP_FAILED) {
        fail(path, std::strerror(errno));
    }
    close(file);
    return static_cast<const char *>(room);
}

/// The end of the part that holds `offset`: just after the first newline at or after it.
size_t partEnd(const char *bytes, size_t length, size_t offset) {
    if (offset >= length) { return length; }
    auto *newline = static_cast<const char *>(std::memchr(bytes + offset, '\n', length - offset));
    return newline ? size_t(newline - bytes) + 1 : length;
}

}  // namespace

int main(int count, char **arguments) {
    if (count < 2) { fail("usage", "simdjson_read FILE [THREADS] [double|integer] [documents|lines]"); }
    size_t threads = count > 2 ? size_t(std::max(1, std::atoi(arguments[2]))) : 1;
    bool asDouble = !(count > 3 && std::strcmp(arguments[3], "integer") == 0);
    bool byLine = count > 4 && std::strcmp(arguments[4], "lines") == 0;
    size_t length = 0;
    const char *bytes = mapPadded(arguments[1], length);

    size_t parts = (length + partSize - 1) / partSize;
    std::atomic<size_t> next{0};
    std::vector<Totals> totals(threads);
    auto work = [&](size_t index) {
        ondemand::parser parser;
        Totals mine;
        try {
            for (size_t part = next++; part < parts; part = next++) {
                size_t from = part == 0 ? 0 : partEnd(bytes, length, part * partSize);
                size_t end = partEnd(bytes, length, (part + 1) * partSize);
                if (from >= end) { continue; }
                (byLine ? readLines : readDocuments)(parser, bytes + from, end - from, asDouble, mine);
            }
        } catch (const simdjson_error &error) { fail(arguments[1], error.what()); }
        totals[index] = mine;
    };
    std::vector<std::thread> workers;
    for (size_t index = 1; index < threads; index++) { workers.emplace_back(work, index); }
    work(0);
    for (auto &worker : workers) { worker.join(); }

    Totals all;
    for (const Totals &one : totals) {
        all.sketches += one.sketches;
        all.strokes += one.strokes;
        all.points += one.points;
        all.numbers += one.numbers;
        all.sum += one.sum;
    }
    std::printf(
        "{\"sketches\":%" PRIu64 ",\"strokes\":%" PRIu64 ",\"points\":%" PRIu64 ",\"numbers\":%" PRIu64
        ",\"sum\":%.6f,\"threads\":%zu,\"simdjson\":\"%d.%d.%d %s\"}\n",
        all.sketches, all.strokes, all.points, all.numbers, all.sum, threads, int(SIMDJSON_VERSION_MAJOR),
        int(SIMDJSON_VERSION_MINOR), int(SIMDJSON_VERSION_REVISION), get_active_implementation()->name().c_str());
}
