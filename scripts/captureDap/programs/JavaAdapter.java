import com.microsoft.java.debug.core.adapter.ICompletionsProvider;
import com.microsoft.java.debug.core.adapter.IEvaluationProvider;
import com.microsoft.java.debug.core.adapter.IHotCodeReplaceProvider;
import com.microsoft.java.debug.core.adapter.IProvider;
import com.microsoft.java.debug.core.adapter.ISourceLookUpProvider;
import com.microsoft.java.debug.core.adapter.IVirtualMachineManagerProvider;
import com.microsoft.java.debug.core.adapter.ProtocolServer;
import com.microsoft.java.debug.core.adapter.ProviderContext;
import com.sun.jdi.Bootstrap;
import io.reactivex.Observable;
import java.lang.reflect.Proxy;

/** java-debug's server on standard input and output. What a language server would provide it does without. */
public class JavaAdapter {
    public static void main(String[] arguments) {
        ProviderContext context = new ProviderContext();
        IVirtualMachineManagerProvider machines = Bootstrap::virtualMachineManager;
        context.registerProvider(IVirtualMachineManagerProvider.class, machines);
        context.registerProvider(ISourceLookUpProvider.class, nothing(ISourceLookUpProvider.class));
        context.registerProvider(IEvaluationProvider.class, nothing(IEvaluationProvider.class));
        context.registerProvider(IHotCodeReplaceProvider.class, nothing(IHotCodeReplaceProvider.class));
        context.registerProvider(ICompletionsProvider.class, nothing(ICompletionsProvider.class));
        new ProtocolServer(System.in, System.out, context).run();
        System.exit(0);
    }

    static <T extends IProvider> T nothing(Class<T> kind) {
        return kind.cast(Proxy.newProxyInstance(kind.getClassLoader(), new Class<?>[] {kind}, (self, method, given) -> {
            Class<?> wanted = method.getReturnType();
            return wanted == boolean.class ? (Object) false : wanted == Observable.class ? Observable.never() : null;
        }));
    }
}
