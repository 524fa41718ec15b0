@_exported public import Croquis
