#ifndef CEMBEDDEDMODEL_H
#define CEMBEDDEDMODEL_H

// The bytes of the files that lie beside the source: parts of the program, wherever it is moved.

#include <stddef.h>
#include <stdint.h>

// model.safetensors
const uint8_t *_Nonnull croquis_embedded_model(void);
size_t croquis_embedded_model_count(void);

// judge.safetensors
const uint8_t *_Nonnull croquis_embedded_judge(void);
size_t croquis_embedded_judge_count(void);

// prior.safetensors
const uint8_t *_Nonnull croquis_embedded_prior(void);
size_t croquis_embedded_prior_count(void);

// raster.safetensors
const uint8_t *_Nonnull croquis_embedded_raster(void);
size_t croquis_embedded_raster_count(void);

#endif
