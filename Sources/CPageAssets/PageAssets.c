#include "CPageAssets.h"

static const uint8_t css[] = {
#embed "page.css"
};
static const uint8_t js[] = {
#embed "page.js"
};

const uint8_t *croquis_page_css(void) { return css; }
size_t croquis_page_css_count(void) { return sizeof css; }
const uint8_t *croquis_page_js(void) { return js; }
size_t croquis_page_js_count(void) { return sizeof js; }
