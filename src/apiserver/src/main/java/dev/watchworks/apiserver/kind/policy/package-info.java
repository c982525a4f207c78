/** Resource quotas, limit ranges and pod disruption budgets; nothing enforces them here. */
@NullMarked
package dev.watchworks.apiserver.kind.policy;

import org.jspecify.annotations.NullMarked;
