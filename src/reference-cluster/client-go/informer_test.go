// Package clientgo tries client-go, which most controllers are written with, on the API server that KUBECONFIG names.
package clientgo

import (
	"context"
	"fmt"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/tools/leaderelection"
	"k8s.io/client-go/tools/leaderelection/resourcelock"
)

func client(t *testing.T) *kubernetes.Clientset {
	t.Helper()
	file := os.Getenv("KUBECONFIG")
	if file == "" {
		t.Skip("KUBECONFIG names no cluster")
	}
	config, err := clientcmd.BuildConfigFromFlags("", file)
	if err != nil {
		t.Fatal(err)
	}
	return kubernetes.NewForConfigOrDie(config)
}

func namespace(t *testing.T, clients *kubernetes.Clientset) string {
	t.Helper()
	created, err := clients.CoreV1().Namespaces().Create(context.Background(),
		&corev1.Namespace{ObjectMeta: metav1.ObjectMeta{GenerateName: "client-go-"}}, metav1.CreateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = clients.CoreV1().Namespaces().Delete(context.Background(), created.Name, metav1.DeleteOptions{})
	})
	return created.Name
}

func configMap(name, value string) *corev1.ConfigMap {
	return &corev1.ConfigMap{ObjectMeta: metav1.ObjectMeta{Name: name}, Data: map[string]string{"value": value}}
}

func must[T any](t *testing.T) func(T, error) T {
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func TestAnInformerHearsOfEachChangeInOrder(t *testing.T) {
	clients := client(t)
	space := namespace(t, clients)
	ctx := context.Background()
	maps := clients.CoreV1().ConfigMaps(space)
	must[*corev1.ConfigMap](t)(maps.Create(ctx, configMap("early", "1"), metav1.CreateOptions{}))

	var lock sync.Mutex
	var heard []string
	hear := func(format string, arguments ...any) {
		lock.Lock()
		defer lock.Unlock()
		heard = append(heard, fmt.Sprintf(format, arguments...))
	}
	told := func(object any) string {
		configMap := object.(*corev1.ConfigMap)
		return configMap.Name + "=" + configMap.Data["value"]
	}
	isOurs := func(object any) bool { return object.(*corev1.ConfigMap).Name != "kube-root-ca.crt" }
	factory := informers.NewSharedInformerFactoryWithOptions(clients, 0, informers.WithNamespace(space))
	informer := factory.Core().V1().ConfigMaps().Informer()
	must[cache.ResourceEventHandlerRegistration](t)(informer.AddEventHandler(cache.FilteringResourceEventHandler{
		FilterFunc: isOurs,
		Handler: cache.ResourceEventHandlerFuncs{
			AddFunc:    func(added any) { hear("add %s", told(added)) },
			UpdateFunc: func(before, after any) { hear("update %s to %s", told(before), told(after)) },
			DeleteFunc: func(deleted any) { hear("delete %s", told(deleted)) },
		},
	}))
	stop := make(chan struct{})
	defer close(stop)
	factory.Start(stop)
	for kind, synced := range factory.WaitForCacheSync(stop) {
		if !synced {
			t.Fatalf("the cache of %v did not sync", kind)
		}
	}

	must[*corev1.ConfigMap](t)(maps.Create(ctx, configMap("late", "1"), metav1.CreateOptions{}))
	must[*corev1.ConfigMap](t)(maps.Update(ctx, configMap("late", "2"), metav1.UpdateOptions{}))
	if err := maps.Delete(ctx, "early", metav1.DeleteOptions{}); err != nil {
		t.Fatal(err)
	}

	wanted := []string{"add early=1", "add late=1", "update late=1 to late=2", "delete early=1"}
	err := wait.PollUntilContextTimeout(ctx, 10*time.Millisecond, 20*time.Second, true,
		func(context.Context) (bool, error) {
			lock.Lock()
			defer lock.Unlock()
			return slices.Equal(heard, wanted), nil
		})
	if err != nil {
		lock.Lock()
		defer lock.Unlock()
		t.Fatalf("heard %q, not %q", heard, wanted)
	}
}

func TestAReflectorThatStreamsItsListSyncs(t *testing.T) {
	clients := client(t)
	space := namespace(t, clients)
	maps := clients.CoreV1().ConfigMaps(space)
	for index := range 50 {
		must[*corev1.ConfigMap](t)(maps.Create(context.Background(),
			configMap(fmt.Sprintf("map-%02d", index), "1"), metav1.CreateOptions{}))
	}
	// client-go's own gate: a list as a watch that begins with what is there, and a bookmark at the end of it.
	t.Setenv("KUBE_FEATURE_WatchListClient", "true")
	store := cache.NewStore(cache.MetaNamespaceKeyFunc)
	reflector := cache.NewReflector(
		cache.NewListWatchFromClient(clients.CoreV1().RESTClient(), "configmaps", space, fields.Everything()),
		&corev1.ConfigMap{}, store, 0)
	stop := make(chan struct{})
	defer close(stop)
	go reflector.Run(stop)
	err := wait.PollUntilContextTimeout(context.Background(), 10*time.Millisecond, 20*time.Second, true,
		func(context.Context) (bool, error) {
			return len(store.List()) >= 50 && reflector.LastSyncResourceVersion() != "", nil
		})
	if err != nil {
		t.Fatalf("%d of 50 config maps came", len(store.List()))
	}
}

func TestOneCandidateLeadsAtATime(t *testing.T) {
	clients := client(t)
	space := namespace(t, clients)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	leads := make(chan string, 2)
	run := func(ctx context.Context, name string) {
		lock := &resourcelock.LeaseLock{
			LeaseMeta:  metav1.ObjectMeta{Namespace: space, Name: "the-one"},
			Client:     clients.CoordinationV1(),
			LockConfig: resourcelock.ResourceLockConfig{Identity: name},
		}
		leaderelection.RunOrDie(ctx, leaderelection.LeaderElectionConfig{
			Lock: lock, LeaseDuration: 3 * time.Second, RenewDeadline: 2 * time.Second, RetryPeriod: 100 * time.Millisecond,
			ReleaseOnCancel: true,
			Callbacks: leaderelection.LeaderCallbacks{
				OnStartedLeading: func(context.Context) { leads <- name },
				OnStoppedLeading: func() {},
			},
		})
	}
	first, resign := context.WithCancel(ctx)
	go run(first, "first")
	if leader := <-leads; leader != "first" {
		t.Fatalf("%s leads", leader)
	}
	go run(ctx, "second")
	select {
	case leader := <-leads:
		t.Fatalf("%s leads beside the first", leader)
	case <-time.After(500 * time.Millisecond):
	}
	resign()
	select {
	case leader := <-leads:
		if leader != "second" {
			t.Fatalf("%s leads", leader)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("nobody took over")
	}
}
