#ifndef CEMBEDDEDMODEL_H
#define CEMBEDDEDMODEL_H

// The bytes of the model.safetensors that lies beside the source: a part of the program, wherever it is moved.

#include <stddef.h>
#include <stdint.h>

const uint8_t *_Nonnull croquis_embedded_model(void);
size_t croquis_embedded_model_count(void);

#endif
