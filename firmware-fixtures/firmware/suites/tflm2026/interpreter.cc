#include "suites/tflm2026/interpreter.h"

#include <new>

namespace tflm2026 {

namespace {

constexpr int32_t kBool = 6;

uint8_t* aligned_down(uint8_t* at) { return reinterpret_cast<uint8_t*>(reinterpret_cast<uintptr_t>(at) & ~15u); }

size_t aligned_up(size_t bytes) { return (bytes + 15) & ~static_cast<size_t>(15); }

// Tells the profiler, if there is one, of the operator that runs while this lives.
class ScopedEvent {
 public:
  ScopedEvent(const char* tag, Profiler* profiler) : profiler_(profiler) {
    if (profiler_) handle_ = profiler_->BeginEvent(tag);
  }
  ~ScopedEvent() {
    if (profiler_) profiler_->EndEvent(handle_);
  }

 private:
  Profiler* profiler_;
  uint32_t handle_ = 0;
};

}  // namespace

Allocator* Allocator::Create(uint8_t* arena, size_t bytes) {
  Allocator first(arena, arena + bytes);
  uint8_t* place = first.AllocatePersistent(sizeof(Allocator));
  return place ? new (place) Allocator(first) : nullptr;
}

uint8_t* Allocator::AllocatePersistent(size_t bytes) {
  uint8_t* at = aligned_down(tail_ - bytes);
  if (at < temp_) return nullptr;
  tail_ = at;
  return at;
}

uint8_t* Allocator::AllocateHead(size_t bytes) {
  uint8_t* at = head_;
  if (head_ + aligned_up(bytes) > tail_) return nullptr;
  head_ += aligned_up(bytes);
  temp_ = head_;
  return at;
}

uint8_t* Allocator::AllocateTemp(size_t bytes) {
  uint8_t* at = temp_;
  if (temp_ + aligned_up(bytes) > tail_) return nullptr;
  temp_ += aligned_up(bytes);
  return at;
}

void Allocator::ResetTempAllocations() { temp_ = head_; }

InterpreterGraph::InterpreterGraph(Context* context, const uint8_t* model, Allocator* allocator)
    : context_(context), model_(model + word_at(model)), allocator_(allocator) {}

int InterpreterGraph::NumSubgraphs() { return model_.count(kModelGraphs); }

Status InterpreterGraph::AllocateSubgraphs() {
  int count = NumSubgraphs();
  allocations_ =
      reinterpret_cast<SubgraphAllocations*>(allocator_->AllocatePersistent(count * sizeof(SubgraphAllocations)));
  if (!allocations_) return kError;
  for (int i = 0; i < count; i++) {
    if (AllocateTensorsOf(i) != kOk || AllocateNodesOf(i) != kOk) return kError;
  }
  return kOk;
}

Status InterpreterGraph::AllocateTensorsOf(int index) {
  Table graph = subgraph(index);
  int count = graph.count(kGraphTensors);
  EvalTensor* tensors = reinterpret_cast<EvalTensor*>(allocator_->AllocatePersistent(count * sizeof(EvalTensor)));
  if (!tensors) return kError;
  for (int i = 0; i < count; i++) {
    Table tensor = graph.element(kGraphTensors, i);
    EvalTensor& eval = tensors[i];
    eval.dims = tensor.list(kTensorShape);
    eval.type = tensor.number(kTensorType, 0);
    const IntArray* constant = model_.element(kModelBuffers, tensor.number(kTensorBuffer, 0)).list(0);
    if (constant && constant->size > 0) {
      eval.data = const_cast<int32_t*>(constant->data);
      continue;
    }
    size_t bytes = eval.type == kBool ? 1 : 4;
    for (int d = 0; d < eval.dims->size; d++) bytes *= eval.dims->data[d];
    eval.data = allocator_->AllocateHead(bytes);
    if (!eval.data) return kError;
  }
  allocations_[index].tensors = tensors;
  return kOk;
}

Status InterpreterGraph::AllocateNodesOf(int index) {
  Table graph = subgraph(index);
  int count = graph.count(kGraphOperators);
  NodeAndRegistration* nodes =
      reinterpret_cast<NodeAndRegistration*>(allocator_->AllocatePersistent(count * sizeof(NodeAndRegistration)));
  if (!nodes) return kError;
  for (int i = 0; i < count; i++) {
    Table op = graph.element(kGraphOperators, i);
    int32_t code = model_.element(kModelCodes, op.number(kOperatorCode, 0)).number(kCodeNumber, 0);
    Node& node = nodes[i].node;
    node = Node();
    node.inputs = op.list(kOperatorInputs);
    node.outputs = op.list(kOperatorOutputs);
    nodes[i].registration = FindOp(code);
    if (!nodes[i].registration) return kError;
    if (nodes[i].registration->init) {
      // Parsed options: the two numbers that control-flow operators have.
      int32_t* options = reinterpret_cast<int32_t*>(allocator_->AllocatePersistent(2 * sizeof(int32_t)));
      if (!options) return kError;
      options[0] = op.child(kOperatorOptions).number(0, 0);
      options[1] = op.child(kOperatorOptions).number(1, 0);
      node.builtin_data = options;
    }
  }
  allocations_[index].node_and_registrations = nodes;
  return kOk;
}

Status InterpreterGraph::PrepareSubgraphs() {
  for (int g = 0; g < NumSubgraphs(); g++) {
    current_subgraph_ = g;
    int count = subgraph(g).count(kGraphOperators);
    for (int i = 0; i < count; i++) {
      NodeAndRegistration& each = allocations_[g].node_and_registrations[i];
      if (each.registration->init) {
        each.node.user_data =
            each.registration->init(context_, static_cast<const char*>(each.node.builtin_data), 0);
      }
    }
  }
  for (int g = 0; g < NumSubgraphs(); g++) {
    current_subgraph_ = g;
    int count = subgraph(g).count(kGraphOperators);
    for (int i = 0; i < count; i++) {
      NodeAndRegistration& each = allocations_[g].node_and_registrations[i];
      if (each.registration->prepare && each.registration->prepare(context_, &each.node) != kOk) return kError;
      allocator_->ResetTempAllocations();
    }
  }
  current_subgraph_ = 0;
  return kOk;
}

Status InterpreterGraph::InvokeSubgraph(int index) {
  int outer_subgraph = current_subgraph_;
  int outer_operator = current_operator_;
  if (index >= NumSubgraphs()) return kError;
  current_subgraph_ = index;
  Status status = kOk;
  int count = subgraph(index).count(kGraphOperators);
  for (current_operator_ = 0; current_operator_ < count && status == kOk; ++current_operator_) {
    NodeAndRegistration* each = &allocations_[index].node_and_registrations[current_operator_];
    const Registration* registration = each->registration;
    ScopedEvent event(registration->name, profiler_);
    status = registration->invoke(context_, &each->node);
    allocator_->ResetTempAllocations();
  }
  current_subgraph_ = outer_subgraph;
  current_operator_ = outer_operator;
  return status;
}

EvalTensor* InterpreterGraph::GetSubgraphInput(int graph, int input) {
  return &allocations_[graph].tensors[subgraph(graph).list(kGraphInputs)->data[input]];
}

EvalTensor* InterpreterGraph::GetSubgraphOutput(int graph, int output) {
  return &allocations_[graph].tensors[subgraph(graph).list(kGraphOutputs)->data[output]];
}

Interpreter::Interpreter(const uint8_t* model, uint8_t* arena, size_t bytes)
    : allocator_(Allocator::Create(arena, bytes)), graph_(&context_, model, allocator_) {
  context_.impl = static_cast<MicroContext*>(this);
  context_.AllocatePersistentBuffer = AllocatePersistentBuffer;
  context_.GetEvalTensor = GetEvalTensor;
}

Status Interpreter::AllocateTensors() {
  if (!allocator_ || graph_.AllocateSubgraphs() != kOk) return kError;
  return graph_.PrepareSubgraphs();
}

Status Interpreter::Invoke() { return graph_.InvokeSubgraph(0); }

int32_t* Interpreter::input(int index) { return static_cast<int32_t*>(graph_.GetSubgraphInput(0, index)->data); }

int32_t* Interpreter::output(int index) { return static_cast<int32_t*>(graph_.GetSubgraphOutput(0, index)->data); }

void* Interpreter::AllocatePersistentBuffer(Context* context, size_t bytes) {
  return GetMicroContext(context)->allocator().AllocatePersistent(bytes);
}

EvalTensor* Interpreter::GetEvalTensor(const Context* context, int index) {
  return static_cast<Interpreter*>(static_cast<MicroContext*>(context->impl))->graph_.current_tensor(index);
}

}  // namespace tflm2026
