#include "CEmbeddedModel.h"

static _Alignas(64) const uint8_t model[] = {
#embed "model.safetensors"
};

const uint8_t *croquis_embedded_model(void) { return model; }
size_t croquis_embedded_model_count(void) { return sizeof model; }
