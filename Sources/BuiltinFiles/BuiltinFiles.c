// The data files that ship inside the program (C23 #embed, so that one file runs anywhere).
// A new file under files/ needs two lines here; TidyTests name any that is missing.
#include "BuiltinFiles.h"

#pragma clang diagnostic ignored "-Wc23-extensions"


static const uint8_t placeholder[] = {
#embed "files/README.md"
};

static const builtin_file all[] = {
    {"README.md", placeholder, sizeof placeholder},
};

const builtin_file *builtin_files(size_t *count) {
    *count = sizeof all / sizeof all[0];
    return all;
}
