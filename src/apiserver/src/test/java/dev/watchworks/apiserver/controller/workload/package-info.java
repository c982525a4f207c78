@NullMarked
package dev.watchworks.apiserver.controller.workload;

import org.jspecify.annotations.NullMarked;
