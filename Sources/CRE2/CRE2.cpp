#include "CRE2.h"
#include <cstring>
#include <memory>
#include <re2/re2.h>
#include <vector>

struct mb_pattern {
    std::unique_ptr<re2::RE2> compiled;
};

extern "C" mb_pattern *mb_pattern_compile(const char *text, size_t length, char *error,
                                          size_t errorCapacity) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(1 << 20);  // 1 MiB: a pattern of a definition is a line, not a program.
    auto compiled = std::make_unique<re2::RE2>(re2::StringPiece(text, length), options);
    if (!compiled->ok()) {
        if (errorCapacity > 0) {
            std::strncpy(error, compiled->error().c_str(), errorCapacity - 1);
            error[errorCapacity - 1] = 0;
        }
        return nullptr;
    }
    return new mb_pattern{std::move(compiled)};
}

extern "C" void mb_pattern_free(mb_pattern *pattern) { delete pattern; }

extern "C" int mb_pattern_group_count(const mb_pattern *pattern) {
    return pattern->compiled->NumberOfCapturingGroups();
}

extern "C" int mb_pattern_find(const mb_pattern *pattern, const uint8_t *text, size_t length,
                               int32_t *starts, int32_t *lengths, int groups) {
    re2::StringPiece input(reinterpret_cast<const char *>(text), length);
    int count = groups + 1;
    std::vector<re2::StringPiece> found(static_cast<size_t>(count));
    if (!pattern->compiled->Match(input, 0, length, re2::RE2::UNANCHORED, found.data(), count)) {
        return 0;
    }
    for (int i = 0; i < count; i++) {
        if (found[i].data() == nullptr) {
            starts[i] = -1;
            lengths[i] = -1;
        } else {
            starts[i] = static_cast<int32_t>(found[i].data() - input.data());
            lengths[i] = static_cast<int32_t>(found[i].size());
        }
    }
    return 1;
}
