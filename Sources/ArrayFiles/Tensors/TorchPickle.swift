/// Finds the tensors in the pickle of a PyTorch checkpoint. Nothing is run: a call of `_rebuild_tensor_v2` is read as
/// the description of a tensor.
///
/// Source: what PyTorch's `torch/_utils.py` and `torch/serialization.py` write.
struct TorchPickle {
    /// A tensor, as a view of a storage.
    struct View {
        var description: TensorDescription
        /// The number of elements from one index to the next, along each axis.
        var strides: [Int]
        /// The number of elements of the storage before the first one.
        var offset: Int
        /// The name of the archive member that holds the elements, after its folder.
        var key: String
        /// The number of elements in the storage.
        var storageCount: Int
        /// The byte of the pickle at which the tensor is made.
        var place: Int
    }

    private enum Name: Int, CaseIterable {
        case rebuildTensor, rebuildParameter, rebuildParameterWithState, rebuildFromType
        case orderedDict, size, device, parameter, oldParameter, tensor

        var entry: PickleWhiteList.Name {
            switch self {
            case .rebuildTensor: .init("torch._utils _rebuild_tensor_v2", isCallable: true)
            case .rebuildParameter: .init("torch._utils _rebuild_parameter", isCallable: true)
            case .rebuildParameterWithState: .init("torch._utils _rebuild_parameter_with_state", isCallable: true)
            case .rebuildFromType: .init("torch._tensor _rebuild_from_type_v2", isCallable: true)
            case .orderedDict: .init("collections OrderedDict", isCallable: true, makesDictionary: true)
            case .size: .init("torch Size", isCallable: true)
            case .device: .init("torch device", isCallable: true)
            case .parameter: .init("torch.nn.parameter Parameter", isCallable: false)
            case .oldParameter: .init("torch.nn Parameter", isCallable: false)
            case .tensor: .init("torch Tensor", isCallable: false)
            }
        }
    }

    private static let storages: [(name: String, type: TensorType)] = [
        ("FloatStorage", .float32), ("HalfStorage", .float16), ("BFloat16Storage", .bfloat16),
        ("DoubleStorage", .float64), ("LongStorage", .int64), ("IntStorage", .int32), ("ShortStorage", .int16),
        ("CharStorage", .int8), ("ByteStorage", .uint8), ("BoolStorage", .boolean),
        ("ComplexFloatStorage", .complex64), ("ComplexDoubleStorage", .complex128),
    ]
    /// Types as values, which may occur in settings stored beside the weights.
    private static let types = ["float32", "float16", "bfloat16", "float64", "int64", "int32", "uint8", "bool"]

    private static let whiteList = PickleWhiteList(
        Name.allCases.map(\.entry)
            + storages.map { .init("torch \($0.name)", isCallable: false) }
            + types.map { .init("torch \($0)", isCallable: false) },
        allowsDictionaries: true
    )

    /// The keys under which training programs store the weights beside other things.
    private static let keys = ["state_dict", "model_state_dict", "model"]

    private var machine: PickleMachine
    /// In the order of their dictionary.
    private(set) var views: [View] = []

    init(_ stream: MemberStream) throws(ArrayFault) {
        do throws(ArrayFault) {
            machine = PickleMachine(try PickleInput(stream, after: []), whiteList: Self.whiteList)
            var root: PickleValue?
            while root == nil {
                if case .finished(let value) = try machine.advance() { root = value }
            }
            try readWeights(root ?? .none)
        } catch {
            guard let reason = error.reason as? ArrayFileError else { throw error }
            switch reason {
            case .unknownOpcode, .forbiddenGlobal, .notCallable:
                throw ArrayFault(TensorFileError.unsafePickle(reason), at: error.offset)
            default: throw error
            }
        }
    }

    private mutating func readWeights(_ root: PickleValue) throws(ArrayFault) {
        guard case .dictionary(let top) = root else {
            let what = isTensor(root) ? "a single tensor" : root.name
            throw ArrayFault(TensorFileError.notAStateDict(what))
        }
        var candidates: [UInt32] = []
        for key in Self.keys {
            for entry in machine.entries(ofDictionary: top) {
                guard case .dictionary(let inner) = entry.value, case .text(let range) = entry.key,
                    machine.input.bytes[range.range].elementsEqual(key.utf8)
                else { continue }
                candidates.append(inner)
            }
        }
        for dictionary in candidates.prefix(Self.keys.count) + [top] {
            try readTensors(of: dictionary)
            if !views.isEmpty { return }
        }
        throw ArrayFault(TensorFileError.notAStateDict("no tensor"))
    }

    private mutating func readTensors(of dictionary: UInt32) throws(ArrayFault) {
        var names: Set<String> = []
        for entry in machine.entries(ofDictionary: dictionary) where isTensor(entry.value) {
            guard case .object(let index) = entry.value else { continue }
            let object = machine.objects[Int(index)]
            let place = Int(object.offset)
            guard case .text(let range) = entry.key,
                let name = String(validating: machine.input.bytes[range.range], as: UTF8.self)
            else {
                throw ArrayFault(.pickle("a tensor has no name"), at: place)
            }
            guard names.insert(name).inserted else {
                throw ArrayFault(TensorFileError.duplicateName(name), at: place)
            }
            guard views.count < TensorDescription.mostTensors else {
                throw ArrayFault(TensorFileError.tooManyTensors(limit: TensorDescription.mostTensors), at: place)
            }
            views.append(try view(object, name: name))
        }
    }

    private func isTensor(_ value: PickleValue) -> Bool {
        guard case .object(let index) = value, let name = Name(rawValue: Int(machine.objects[Int(index)].callable))
        else { return false }
        switch name {
        case .rebuildTensor, .rebuildParameter, .rebuildParameterWithState, .rebuildFromType: return true
        default: return false
        }
    }

    /// Reads the tensor that the call `object` describes, inside any number of parameters and types.
    private func view(_ object: PickleObject, name: String) throws(ArrayFault) -> View {
        let place = Int(object.offset)
        func damaged(_ why: String) -> ArrayFault { ArrayFault(TensorFileError.badTensor(name, why), at: place) }
        var callable = Name(rawValue: Int(object.callable))
        var arguments = object.arguments
        var depth = 0
        while callable != .rebuildTensor {
            depth += 1
            guard depth <= Self.deepestWrapping else { throw damaged("it is wrapped too deeply") }
            switch callable {
            case .rebuildParameter, .rebuildParameterWithState:
                guard arguments.count >= 1, case .object(let index) = machine.element(0, of: arguments) else {
                    throw damaged("a parameter holds no tensor")
                }
                callable = Name(rawValue: Int(machine.objects[Int(index)].callable))
                arguments = machine.objects[Int(index)].arguments
            case .rebuildFromType:
                guard arguments.count >= 3, case .global(let function) = machine.element(0, of: arguments),
                    case .tuple(let inner) = machine.element(2, of: arguments)
                else {
                    throw damaged("a tensor of another class is damaged")
                }
                callable = Name(rawValue: Int(function))
                arguments = inner
            default: throw damaged("it is made by an unknown function")
            }
        }
        guard arguments.count >= 4, case .persistent(let storage) = machine.element(0, of: arguments),
            case .integer(let offset) = machine.element(1, of: arguments), offset >= 0
        else {
            throw damaged("it has no storage")
        }
        guard let shape = extents(machine.element(2, of: arguments)),
            let strides = extents(machine.element(3, of: arguments))
        else {
            throw damaged("its shape and strides are not whole numbers")
        }
        guard shape.count == strides.count else { throw damaged("its shape and strides differ in length") }
        guard storage.count == 5, case .text(let kind) = machine.element(0, of: storage),
            machine.input.bytes[kind.range].elementsEqual("storage".utf8),
            case .global(let index) = machine.element(1, of: storage),
            case .text(let key) = machine.element(2, of: storage), key.range.count <= Self.longestKey,
            case .integer(let count) = machine.element(4, of: storage), count >= 0
        else {
            throw damaged("its storage is damaged")
        }
        let kindPlace = Int(index) - Name.allCases.count
        guard Self.storages.indices.contains(kindPlace) else { throw damaged("its storage has an unknown type") }
        let view = View(
            description: TensorDescription(name: name, type: Self.storages[kindPlace].type, shape: shape),
            strides: strides,
            offset: offset,
            key: String(decoding: machine.input.bytes[key.range], as: UTF8.self),
            storageCount: count,
            place: place
        )
        try view.check()
        return view
    }

    private static let longestKey = 256
    private static let deepestWrapping = 8

    /// The whole numbers of a tuple, or `nil` if any is negative or isn't a whole number.
    private func extents(_ value: PickleValue) -> [Int]? {
        guard case .tuple(let cells) = value, cells.count <= TensorDescription.mostAxes else { return nil }
        var numbers: [Int] = []
        for element in machine.elements(cells) {
            guard case .integer(let number) = element, number >= 0 else { return nil }
            numbers.append(number)
        }
        return numbers
    }
}

extension TorchPickle.View {
    /// Whether the elements lie row by row without gaps.
    var isContiguous: Bool {
        var step = 1
        for (extent, stride) in zip(description.shape, strides).reversed() where extent != 1 {
            guard stride == step else { return false }
            step *= extent
        }
        return true
    }

    /// Checks that every element lies within the storage.
    fileprivate func check() throws(ArrayFault) {
        let outside = ArrayFault(TensorFileError.outsideStorage(description.name), at: place)
        let count: Int
        do throws(ArrayFault) { count = try description.elementCount() } catch {
            throw ArrayFault(error.reason, at: place)
        }
        guard !storageCount.multipliedReportingOverflow(by: description.type.size).overflow else { throw outside }
        guard count > 0 else { return }
        var last = offset
        for (extent, stride) in zip(description.shape, strides) {
            let (distance, overflow) = (extent - 1).multipliedReportingOverflow(by: stride)
            let (sum, carry) = last.addingReportingOverflow(distance)
            if overflow || carry { throw outside }
            last = sum
        }
        guard last < storageCount else { throw outside }
    }
}
