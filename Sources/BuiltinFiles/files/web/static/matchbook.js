// What a page cannot do without a script: charts, keys, live numbers. Everything else works
// without it.
"use strict";
