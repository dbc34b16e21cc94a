#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Threads, and a lock for what they share.
extension Platform {
  /// The processors that are online.
  static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Runs the program on a stack that suffices for the longest formula, whatever `ulimit -s` leaves to the first thread.
  static func runOnLargeStack(_ program: @escaping @Sendable () -> ExitCode) -> Never {
    if startThread({ leave(program()) }) { while true { pause() } }
    // Without memory for it, the first thread's stack has to do.
    leave(program())
  }

  /// Runs work on a thread of its own, with a stack that suffices for the longest formula; false without memory for it.
  static func startThread(_ work: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, 64 << 20)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    let box = Unmanaged.passRetained(Work(run: work))
    let code = pthread_create(
      &thread, &attributes,
      { pointer in
        #if canImport(Darwin)
          let pointer: UnsafeMutableRawPointer? = pointer
        #endif
        Unmanaged<Work>.fromOpaque(pointer!).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    if code != 0 { box.release() }
    return code == 0
  }

  private final class Work: Sendable {
    let run: @Sendable () -> Void
    init(run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// A lock on which threads wait until another changes what they wait for.
  final class Monitor: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init() {
      pthread_mutex_init(mutex, nil)
      pthread_cond_init(changed, nil)
    }

    deinit {
      pthread_cond_destroy(changed)
      pthread_mutex_destroy(mutex)
      changed.deallocate()
      mutex.deallocate()
    }

    /// Runs `body` while no other thread does, and wakes all that wait.
    func locked<Result>(_ body: () -> Result) -> Result {
      pthread_mutex_lock(mutex)
      defer {
        pthread_cond_broadcast(changed)
        pthread_mutex_unlock(mutex)
      }
      return body()
    }

    /// Within `locked`: lets others have the lock until one has done something.
    func wait() { pthread_cond_wait(changed, mutex) }
  }
}
