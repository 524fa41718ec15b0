#include "CEmbeddedModel.h"

static _Alignas(64) const uint8_t model[] = {
#embed "model.safetensors"
};
static _Alignas(64) const uint8_t judge[] = {
#embed "judge.safetensors"
};
static _Alignas(64) const uint8_t prior[] = {
#embed "prior.safetensors"
};
static _Alignas(64) const uint8_t raster[] = {
#embed "raster.safetensors"
};

const uint8_t *croquis_embedded_model(void) { return model; }
size_t croquis_embedded_model_count(void) { return sizeof model; }
const uint8_t *croquis_embedded_judge(void) { return judge; }
size_t croquis_embedded_judge_count(void) { return sizeof judge; }
const uint8_t *croquis_embedded_prior(void) { return prior; }
size_t croquis_embedded_prior_count(void) { return sizeof prior; }
const uint8_t *croquis_embedded_raster(void) { return raster; }
size_t croquis_embedded_raster_count(void) { return sizeof raster; }
