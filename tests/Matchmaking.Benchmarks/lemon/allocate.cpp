// allocate <instance> [solution] [--rule block|candidate|altering|first|best] [--unmixed] [--priced] [--nearest n]
//
// Solves an allocation instance with LEMON's network simplex and prints one line of JSON. "ms_solve" is the run of the
// simplex alone, without building the graph ("ms_build"); with --priced it holds all rounds with their graphs.
// "ms_total" counts from the start of main.
#include <algorithm>
#include <string>

#include "flow.h"
#include "priced.h"

static std::string decimal(__int128 value) {
  std::string text;
  for (; value > 0; value /= 10) text.insert(text.begin(), char('0' + int(value % 10)));
  return text.empty() ? "0" : text;
}

static void writeSolution(const char* path, const Instance& instance, const std::vector<int64_t>& carried) {
  FILE* file = std::fopen(path, "w");
  if (!file) fail("The solution cannot be written.");
  for (size_t k = 0; k < carried.size(); ++k)
    if (carried[k] > 0) std::fprintf(file, "x %d %d %lld\n", instance.pairs[k].need, instance.pairs[k].capacity, (long long)carried[k]);
  if (std::fclose(file) != 0) fail("The solution cannot be written.");
}

int main(int count, char** arguments) {
  double begun = milliseconds();
  Settings settings;
  std::vector<const char*> files;
  for (int i = 1; i < count; ++i) {
    std::string argument = arguments[i];
    if (argument == "--priced") settings.priced = true;
    else if (argument == "--unmixed") settings.mixing = false;
    else if (argument == "--rule" && i + 1 < count) settings.rule = arguments[++i];
    else if (argument == "--nearest" && i + 1 < count) settings.nearest = std::max(1, std::atoi(arguments[++i]));
    else files.push_back(arguments[i]);
  }
  if (files.empty() || files.size() > 2) fail("Say: allocate <instance> [solution] [--rule <rule>] [--unmixed] [--priced] [--nearest <n>]");

  Instance instance = readInstance(files[0]);
  Answer answer = settings.priced ? solvePriced(instance, settings) : solveWhole(instance, settings);

  // The objective from the flow: what the pairs earn, and the tranches filled in order.
  __int128 objective = 0, shipped = 0;
  std::vector<int64_t> covered(size_t(instance.needs));
  for (size_t k = 0; k < answer.carried.size(); ++k) {
    const Pair& pair = instance.pairs[k];
    objective += __int128(pair.fit) * answer.carried[k];
    shipped += answer.carried[k];
    covered[size_t(pair.need)] += answer.carried[k];
  }
  for (const Tranche& tranche : instance.tranches) {
    int64_t filled = std::min(tranche.amount, covered[size_t(tranche.need)]);
    covered[size_t(tranche.need)] -= filled;
    objective += __int128(tranche.priority) * filled;
  }

  if (files.size() == 2) writeSolution(files[1], instance, answer.carried);
  std::printf("{\"objective\":%s,\"shipped\":%s,\"ms_solve\":%.3f,\"ms_total\":%.3f,\"ms_build\":%.3f,\"rounds\":%d}\n",
              decimal(objective).c_str(), decimal(shipped).c_str(), answer.solve, milliseconds() - begun, answer.build, answer.rounds);
  std::fflush(stdout);
  // The graph and its maps need not be taken apart any more.
  _exit(0);
}
