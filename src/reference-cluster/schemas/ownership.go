package main

import (
	"compress/gzip"
	"encoding/json"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"strings"
)

// model is what an OpenAPI v3 document says of a type, as far as it tells who owns which part of a value.
type model struct {
	Ref        string           `json:"$ref"`
	AllOf      []model          `json:"allOf"`
	Items      *model           `json:"items"`
	Properties map[string]model `json:"properties"`
	Default    json.RawMessage  `json:"default"`
	ListType   string           `json:"x-kubernetes-list-type"`
	ListKeys   []string         `json:"x-kubernetes-list-map-keys"`
	MapType    string           `json:"x-kubernetes-map-type"`
	Patch      string           `json:"x-kubernetes-patch-strategy"`
	PatchKey   string           `json:"x-kubernetes-patch-merge-key"`
}

// readModels reads the models of all documents for versions named v1, by the names that structName gives.
func readModels(folder string) map[string]model {
	models := map[string]model{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.Name() != "v1.json.gz" {
			return err
		}
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer file.Close()
		text, err := gzip.NewReader(file)
		if err != nil {
			return err
		}
		var document struct {
			Components struct {
				Schemas map[string]model `json:"schemas"`
			} `json:"components"`
		}
		if err := json.NewDecoder(text).Decode(&document); err != nil {
			return err
		}
		for name, found := range document.Components.Schemas {
			models[shortName(name)] = found
		}
		return nil
	})
	if err != nil {
		log.Fatal(err)
	}
	return models
}

// shortName makes core.Pod of io.k8s.api.core.v1.Pod, and of a reference to it.
func shortName(name string) string {
	segments := strings.Split(name[strings.LastIndex(name, "/")+1:], ".")
	if len(segments) < 3 {
		return name
	}
	return segments[len(segments)-3] + "." + segments[len(segments)-1]
}

func (m model) atomicity() string {
	if m.MapType == "atomic" {
		return " atomic"
	}
	return ""
}

// ownership says how the parts of a field are owned, where it is not as for most: lists are one value, maps and structs are not.
func (w writer) ownership(owner, name string) string {
	field := w.models[owner].Properties[name]
	switch {
	case field.ListType == "map":
		return "|k=" + w.keys(field, field.ListKeys)
	case field.ListType == "set":
		return "|s"
	case field.ListType == "" && strings.HasPrefix(field.Patch, "merge") && field.Items != nil:
		if field.PatchKey == "" {
			return "|s"
		}
		return "|k=" + w.keys(field, []string{field.PatchKey})
	case field.MapType == "atomic":
		return "|a"
	case field.MapType == "granular":
		return "|g"
	}
	return ""
}

func (w writer) keys(list model, names []string) string {
	item := list.Items.Ref
	if len(list.Items.AllOf) == 1 {
		item = list.Items.AllOf[0].Ref
	}
	told := make([]string, 0, len(names))
	for _, name := range names {
		if known := w.models[shortName(item)].Properties[name].Default; known != nil {
			name += "~" + string(known)
		}
		told = append(told, name)
	}
	return strings.Join(told, ",")
}
