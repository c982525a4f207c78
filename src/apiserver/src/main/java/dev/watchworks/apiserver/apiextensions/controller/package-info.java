/** The controllers of definitions, which are part of the API server (Kubernetes' apiextensions-apiserver {@code controller}). */
@NullMarked
package dev.watchworks.apiserver.apiextensions.controller;

import org.jspecify.annotations.NullMarked;
