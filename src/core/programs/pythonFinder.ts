/**
 * Python that finds the socket with the wanted ends among the objects of the program that runs it, and which of the program's
 * functions have to do with it: threads and coroutines that are at work on it, handlers and protocols that it is given to, and
 * where nothing is at work, what uses the variables in which it is kept. For CPython 3.8 and newer.
 *
 * It imports modules of Python's own, and changes and calls nothing of the program's: fields are read past properties,
 * addresses by the functions of `_socket.socket`, variables of waiting functions without keeping them alive.
 */
export const pythonFinder = String.raw`def find(wanted):
    import _socket, dis, gc, json, os, socket, sys, sysconfig, threading, types

    raw = _socket.socket
    library = [os.path.join(sysconfig.get_paths()[name], "") for name in ("stdlib", "platstdlib")]
    mapped = bytes(10) + b"\xff\xff"

    def packed(address):
        address = address.partition("%")[0]
        if ":" not in address:
            return socket.inet_pton(socket.AF_INET, address)
        whole = socket.inet_pton(socket.AF_INET6, address)
        return whole[12:] if whole.startswith(mapped) else whole

    def is_end(name, end):
        return name[1] == end["port"] and packed(name[0]) == packed(end["address"])

    def is_wanted(each):
        # By the class's own functions: those of a subclass would be code of the program.
        if raw.family.__get__(each) not in (socket.AF_INET, socket.AF_INET6) or raw.fileno(each) < 0:
            return False
        try:
            if not is_end(raw.getsockname(each), wanted["local"]):
                return False
            if wanted["listens"]:
                return raw.getsockopt(each, socket.SOL_SOCKET, socket.SO_ACCEPTCONN) != 0
            return is_end(raw.getpeername(each), wanted["remote"])
        except OSError:
            return False

    def fields_of(each):
        try:
            fields = object.__getattribute__(each, "__dict__")
        except AttributeError:
            fields = None
        return fields if type(fields) is dict else {}

    def field(each, name):
        return fields_of(each).get(name)

    def is_class(each):
        return issubclass(type(each), type)

    def holders_of(sockets):
        """The objects through which the program has the sockets: by id, how many steps away."""
        held = {id(each): (each, 0) for each in sockets}
        modules = {id(vars(module)) for module in list(sys.modules.values()) if type(module) is types.ModuleType}
        level, ours = list(sockets), {id(sys._getframe()), id(sys._getframe(1)), id(sockets)}
        for steps in range(1, 8):
            if not level or len(held) > 2000:
                break
            ours.update((id(level), id(held)))
            referrers = [each for each in gc.get_referrers(*level) if id(each) not in ours]
            level = []
            for each in referrers:
                kind = type(each)
                # Until Python 3.10 a coroutine that waits has its variables in a frame of its own.
                runs = kind is types.FrameType and sys.version_info >= (3, 11)
                of_all = id(each) in modules or runs or kind is types.ModuleType or is_class(each)
                if id(each) in held or of_all or kind in (list, tuple, set) and steps > 3 and len(each) > 8:
                    continue
                held[id(each)] = (each, steps)
                # What a loop or a thread leads to is all of the program.
                names = [base.__name__.lower() for base in kind.__mro__]
                if not any(name.endswith(("thread", "loop", "selector")) for name in names):
                    level.append(each)
        return held

    def rank(file):
        """0 for the program, 1 for what it has installed, None for Python itself and the debugger."""
        file = os.path.abspath(file)
        if not os.path.isfile(file) or "pydevd" in file or os.sep + "debugpy" + os.sep in file:
            return None
        if "site-packages" in file or "dist-packages" in file:
            return 1
        return None if any(file.startswith(folder) for folder in library) else 0

    places = []
    ways = ["thread", "coroutine", "handler", "protocol", "callback", "factory", "creation", "use"]

    def add(how, name, function, file, line):
        order = rank(file)
        if order is not None:
            place = {"how": how, "name": name, "function": function, "file": os.path.abspath(file), "line": line}
            places.append((order, ways.index(how), len(places), place))
        return order is not None

    def add_function(how, function):
        while type(function).__name__ in ("method", "partial"):
            function = function.__func__ if type(function).__name__ == "method" else function.func
        if type(function) is types.FunctionType:
            code = function.__code__
            return add(how, code.co_name, code.co_name, code.co_filename, code.co_firstlineno)
        return False

    def add_methods(how, kind, names):
        for base in kind.__mro__:
            for name, function in vars(base).items():
                if name in names or name.startswith("do_") and "do_" in names:
                    add_function(how, function)

    def locals_of(frame):
        if sys.version_info < (3, 11):
            return gc.get_referents(frame)
        fields = frame.f_locals
        values = list(fields.values())
        # Before Python 3.13 this is a copy that stays with the frame, and would keep what the function lets go of.
        is_copy = sys.version_info < (3, 13) and frame.f_code.co_flags & 1
        if is_copy and frame.f_trace is None and sys.getrefcount(fields) <= 3:
            fields.clear()
        return values

    at_work = []

    def touches(frame, held):
        def has(values, most):
            return any(held.get(id(each), (None, 9))[1] <= most for each in values)

        of_module = frame.f_code.co_name == "<module>"
        if not of_module and has(locals_of(frame), 4):
            at_work.append(frame)
            return True
        return has([frame.f_globals.get(name) for name in frame.f_code.co_names], 1)

    def add_stack(how, name, frames, held):
        """Frames from the innermost out: the nearest one of the program to one that has the socket."""
        touching = [index for index, frame in enumerate(frames) if touches(frame, held)]
        if touching:
            first = touching[0]
            for index in [*range(first, -1, -1), *range(first + 1, len(frames))]:
                frame = frames[index]
                if add(how, name, frame.f_code.co_name, frame.f_code.co_filename, frame.f_lineno):
                    break

    def add_threads(held):
        names = {thread.ident: thread.name for thread in threading.enumerate()}
        for ident, frame in sys._current_frames().items():
            if ident != threading.get_ident():
                frames = []
                while frame is not None:
                    frames.append(frame)
                    frame = frame.f_back
                add_stack("thread", names.get(ident, str(ident)), frames, held)

    def add_coroutine(each, held):
        chain = []
        while type(each) is types.CoroutineType and each.cr_frame is not None:
            chain.insert(0, each.cr_frame)
            each = each.cr_await
        for frame in [chain[-1:], chain[:-1]]:
            for one in reversed(frame):
                if add("coroutine", one.f_code.co_name, one.f_code.co_name, one.f_code.co_filename, one.f_lineno):
                    return

    def add_protocol(protocol):
        while field(protocol, "_app_protocol") is not None:
            protocol = field(protocol, "_app_protocol")
        if not add_function("protocol", field(protocol, "_client_connected_cb")):
            methods = ("data_received", "buffer_updated", "connection_made", "eof_received", "connection_lost")
            add_methods("protocol", type(protocol), methods)

    def add_factory(factory):
        if is_class(factory):
            add_methods("protocol", factory, ("connection_made", "data_received", "buffer_updated"))
        elif not add_function("factory", factory):
            for cell in factory.__closure__ or () if type(factory) is types.FunctionType else ():
                add_function("factory", cell.cell_contents)

    def add_holder(each, held):
        kind = type(each)
        if kind is types.CoroutineType:
            add_coroutine(each, held)
        elif kind in (types.FunctionType, types.MethodType):
            add_function("callback", each)
        elif kind.__name__ == "SelectorKey":
            add_function("callback", each[3])
        elif field(each, "_protocol_factory") is not None:
            add_factory(field(each, "_protocol_factory"))
        elif field(each, "_protocol") is not None:
            add_protocol(field(each, "_protocol"))
        elif is_class(field(each, "RequestHandlerClass")):
            add_methods("handler", field(each, "RequestHandlerClass"), ("handle", "do_"))
            application = field(each, "application") or field(each, "app")
            add_function("handler", application) or add_function("handler", vars(type(application)).get("__call__"))
        elif not issubclass(kind, (raw, dict, list, tuple, set)):
            add_methods("handler", kind, ("handle", "do_"))

    def add_creation(sockets):
        tracemalloc = sys.modules.get("tracemalloc")
        if tracemalloc is not None and tracemalloc.is_tracing():
            for each in sockets:
                for frame in reversed(tracemalloc.get_object_traceback(each) or ()):
                    if add("creation", "", "", frame.filename, frame.lineno):
                        break

    def add_uses(name, functions):
        """Where functions use the variable or field that has the socket."""
        for function in functions:
            if type(function) is types.FunctionType and name in function.__code__.co_names:
                code, line = function.__code__, function.__code__.co_firstlineno
                for instruction in dis.get_instructions(code):
                    at = instruction.starts_line
                    line = at if type(at) is int else getattr(instruction, "line_number", None) or line
                    if instruction.argval == name:
                        break
                add("use", name, function.__name__, code.co_filename, line)

    def add_owners(held):
        """Where no function is at work on it: what uses the variables and fields in which it is kept."""
        for module in list(sys.modules.values()):
            if type(module) is types.ModuleType and rank(vars(module).get("__file__") or "") is not None:
                variables = dict(vars(module))
                for name in [name for name, value in variables.items() if id(value) in held]:
                    add_uses(name, variables.values())
        for each, steps in sorted(held.values(), key=lambda one: one[1]):
            names = [name for name, value in fields_of(each).items() if id(value) in held]
            for name in names:
                add_uses(name, [function for base in type(each).__mro__ for function in vars(base).values()])

    sockets = [each for each in gc.get_objects() if issubclass(type(each), raw) and is_wanted(each)]
    held = holders_of(sockets)
    if sockets:
        add_threads(held)
        for each, steps in sorted(held.values(), key=lambda one: one[1]):
            add_holder(each, held)
        add_creation(sockets)
        if not at_work and not any(place["how"] in ("coroutine", "handler", "protocol") for *_, place in places):
            add_owners(held)
    told = {}
    for order, way, index, place in sorted(places, key=lambda one: one[:3]):
        told.setdefault((place["file"], place["line"]), place)
    at_work.clear()
    return json.dumps({"sockets": len(sockets), "places": list(told.values())[:20]})`;
