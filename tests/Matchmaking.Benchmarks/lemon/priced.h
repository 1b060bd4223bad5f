// The same optimum with few arcs: begin with the best pairs of every need and capacity, solve, price all others with the
// potentials, add those that would improve the plan, and solve again until there are none.
#pragma once

#include <algorithm>
#include <numeric>

#include "flow.h"

namespace pricing {

// Marks the best pairs of each group: for needs by fit, for capacities by fit and priority of the need.
template <typename Group, typename Points>
void markBest(const Instance& instance, int groups, int best, std::vector<char>& marked, Group group, Points points) {
  std::vector<int> first(size_t(groups) + 1), order(instance.pairs.size());
  for (const Pair& pair : instance.pairs) ++first[size_t(group(pair)) + 1];
  std::partial_sum(first.begin(), first.end(), first.begin());
  std::vector<int> next(first.begin(), first.end() - 1);
  for (size_t k = 0; k < instance.pairs.size(); ++k) order[size_t(next[size_t(group(instance.pairs[k]))]++)] = int(k);
  for (size_t g = 0; g < size_t(groups); ++g) {
    auto begin = order.begin() + first[g], end = order.begin() + first[g + 1];
    auto cut = end - begin > best ? begin + best : end;
    if (cut != end)
      std::nth_element(begin, cut, end, [&](int a, int b) { return points(instance.pairs[size_t(a)]) > points(instance.pairs[size_t(b)]); });
    for (auto k = begin; k != cut; ++k) marked[size_t(*k)] = 1;
  }
}

}  // namespace pricing

inline Answer solvePriced(const Instance& instance, const Settings& settings) {
  Answer answer;
  double begun = milliseconds();
  std::vector<int> priority(size_t(instance.needs));
  for (const Tranche& tranche : instance.tranches)
    priority[size_t(tranche.need)] = std::max(priority[size_t(tranche.need)], tranche.priority);
  std::vector<char> marked(instance.pairs.size());
  pricing::markBest(instance, instance.needs, settings.nearest, marked, [](const Pair& p) { return p.need; }, [](const Pair& p) { return p.fit; });
  pricing::markBest(instance, instance.capacities, settings.nearest, marked, [](const Pair& p) { return p.capacity; },
                    [&](const Pair& p) { return p.fit + priority[size_t(p.need)]; });
  std::vector<int> chosen;
  for (size_t k = 0; k < marked.size(); ++k)
    if (marked[k]) chosen.push_back(int(k));

  std::vector<int> ofCapacity(size_t(instance.capacities)), ofNeed(size_t(instance.needs));
  for (answer.rounds = 1;; ++answer.rounds) {
    Flow flow(instance, &chosen, settings.mixing);
    flow.run(pivotRule(settings.rule));
    for (int j = 0; j < instance.capacities; ++j) ofCapacity[size_t(j)] = flow.potentialOfCapacity(j);
    for (int i = 0; i < instance.needs; ++i) ofNeed[size_t(i)] = flow.potentialOfNeed(i);
    size_t before = chosen.size();
    for (size_t k = 0; k < marked.size(); ++k) {
      const Pair& pair = instance.pairs[k];
      if (!marked[k] && ofCapacity[size_t(pair.capacity)] - ofNeed[size_t(pair.need)] - pair.fit < 0) {
        marked[k] = 1;
        chosen.push_back(int(k));
      }
    }
    if (chosen.size() == before) {
      answer.carried.assign(instance.pairs.size(), 0);
      for (size_t k = 0; k < chosen.size(); ++k) answer.carried[size_t(chosen[k])] = flow.carried(k);
      answer.solve = milliseconds() - begun;
      return answer;
    }
  }
}
