#ifndef CPAGEASSETS_H
#define CPAGEASSETS_H

// The style and the script of the pages, which lie beside the source: parts of the program, wherever it is moved.

#include <stddef.h>
#include <stdint.h>

// page.css
const uint8_t *_Nonnull croquis_page_css(void);
size_t croquis_page_css_count(void);

// page.js
const uint8_t *_Nonnull croquis_page_js(void);
size_t croquis_page_js_count(void);

#endif
